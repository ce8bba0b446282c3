import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Cluster } from '../support/cluster.js';
import { chain, deploy, expectUndisturbed, runsOf, start } from '../support/counted-deployment.js';
import { describeWithProgram } from '../support/needed-program.js';

const HOUR_MS = 3_600_000;

let cluster: Cluster | undefined;

afterEach(async () => {
	await cluster?.stop();
	cluster = undefined;
});

/** What makes a process see another time of day, while its monotonic clock stays right. */
function atTime(faked: string): Readonly<Record<string, string>> {
	const environment = execFileSync('faketime', ['-f', faked, 'env'], { encoding: 'utf8' });
	const [, library = ''] = /^LD_PRELOAD=(.*)$/m.exec(environment) ?? [];
	return { LD_PRELOAD: library, FAKETIME: faked, FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' };
}

describeWithProgram('faketime', 'agents whose clocks are wrong', () => {
	it('join, work and come back by the time of the controller: one says 1970, one is a year ahead', async () => {
		cluster = await Cluster.start();
		await cluster.addAgents(1, atTime('@1970-01-02 00:00:00'));
		await cluster.addAgents(1, atTime('+366d'));
		const tasks = chain(3, 0.1);
		const first = await deploy(cluster, tasks);
		await expectUndisturbed(cluster, first, tasks);
		const attempts = (await runsOf(cluster, first)).flatMap((run) => run.attempts);
		expect(attempts.filter(({ startedAtMs = 0 }) => Math.abs(startedAtMs - Date.now()) > HOUR_MS)).toEqual([]);
		await cluster.killController();
		await cluster.startController();
		await cluster.untilOnline(2);
		for (const { root } of cluster.agents) {
			rmSync(join(root, 'starts'));
		}
		await expectUndisturbed(cluster, await start(cluster, 'faults'), tasks);
	});
});
