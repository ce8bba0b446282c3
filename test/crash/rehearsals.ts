import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CRASH_KINDS, chooseBy, differences, rehearse } from '../support/crash-rehearsal.js';

/** Writes from one crash to the next: every life of a process gets somewhere. */
const EVERY = 40;

/** Every durable write of a deployment of 200 runs, in one process; answers with how many deployments ended differently. */
export async function crashInOneProcess(): Promise<number> {
	let crashes = 0;
	let failed = 0;
	for (let rest = 0; rest < EVERY; rest += 1) {
		for (const firstKind of CRASH_KINDS.keys()) {
			const schedule = { every: EVERY, rest, firstKind };
			const folder = mkdtempSync(join(tmpdir(), 'stoker-crash-'));
			const startedAtMs = performance.now();
			const result = await rehearse(folder, chooseBy(schedule));
			rmSync(folder, { recursive: true, force: true });
			const found = differences(result);
			crashes += result.controllerCrashes + result.agentCrashes;
			failed += Number(found.length > 0);
			const { controllerCrashes, agentCrashes, writes } = result;
			const seconds = Math.round((performance.now() - startedAtMs) / 1_000);
			console.log(JSON.stringify({ ...schedule, controllerCrashes, agentCrashes, writes, seconds, found }));
		}
	}
	console.log(
		`${EVERY * CRASH_KINDS.length} deployments in one process, ${crashes} crashes, ${failed} ended differently`,
	);
	return failed;
}
