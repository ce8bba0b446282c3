import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, until } from './cluster.js';
import { deploy, untilEnded } from './counted-deployment.js';
import { MemoryWatch } from './memory-watch.js';

const MEBI = 1024 * 1024;
/** Below what is kept of one attempt. */
const PIECE_BYTES = 60 * MEBI;
const STORED_MS = 300_000;

/** What tasks that talk at full speed did to the two programs. All in bytes. */
export interface FloodResult {
	readonly state: string;
	readonly totalBytes: number;
	/** Output that had arrived when the last outcome was known. */
	readonly storedAtEndBytes: number;
	readonly controllerGrowthBytes: number;
	readonly agentGrowthBytes: number;
	/** What arrived in the end: beyond a limit the agent drops what is oldest, and the length of the outcome tells. */
	readonly storedBytes: number;
	/** From the first byte until the agent had nothing more to send. */
	readonly seconds: number;
}

/** Lets the only agent of a cluster talk so much, at full speed, in tasks one after the other. */
export async function flood(cluster: Cluster, pieces: number): Promise<FloodResult> {
	const [agent] = cluster.agents;
	const talk = (bytes: number): string =>
		`yes 'one line of sixty-four characters, as a task may say it for ever' | head -c ${bytes}`;
	const tasks = Array.from({ length: pieces }, (_, index) => ({
		id: `flood${index}`,
		// The first one waits until the memory of both programs was looked at; everything is loaded by then.
		cmd: index > 0 ? talk(PIECE_BYTES) : `while [ ! -e "$STOKER_ROOT/go" ]; do sleep 0.1; done; ${talk(PIECE_BYTES)}`,
		requires: [index > 0 ? `flood${index - 1}` : 'warm'],
		timeout: 600,
	}));
	const deploymentId = await deploy(cluster, [{ id: 'warm', cmd: talk(MEBI) }, ...tasks], 'flood');
	await until('the first output is stored', () => storedBytes(cluster.dataFolder) === MEBI);
	const controller = new MemoryWatch(cluster.controllerPid);
	const ofAgent = new MemoryWatch(agent?.process?.pid ?? 0);
	const startedAtMs = performance.now();
	writeFileSync(join(agent?.root ?? '', 'go'), '');
	const state = await untilEnded(cluster, deploymentId, STORED_MS);
	const storedAtEndBytes = storedBytes(cluster.dataFolder);
	const totalBytes = MEBI + pieces * PIECE_BYTES;
	const spool = join(agent?.stateFolder ?? '', 'attempts');
	await until('the agent has nothing more to send', () => readdirSync(spool).length === 0, STORED_MS);
	return {
		...{ state, totalBytes, storedAtEndBytes, storedBytes: storedBytes(cluster.dataFolder) },
		...{ seconds: (performance.now() - startedAtMs) / 1_000 },
		...{ controllerGrowthBytes: controller.stop(), agentGrowthBytes: ofAgent.stop() },
	};
}

function storedBytes(dataFolder: string): number {
	const logs = join(dataFolder, 'logs');
	return readdirSync(logs, { recursive: true })
		.map((name) => statSync(join(logs, String(name))))
		.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}
