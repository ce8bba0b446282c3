import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import { afterAll, expect, it } from 'vitest';
import { findRemnants } from '../../agent/src/system/processes.js';
import { type AttemptRig, assignmentOf, eventually, openRig, removeRigs } from '../support/attempt-rig.js';
import { describeWithProgram } from '../support/needed-program.js';

afterAll(removeRigs);

interface Ran extends AttemptOutcome {
	readonly output: string;
}

/** Writes a manifest below the root of a rig, where tasks see it as `/site.pp`. */
function write(rig: AttemptRig, manifest: string, path = 'site.pp'): void {
	mkdirSync(join(rig.root, path, '..'), { recursive: true });
	writeFileSync(join(rig.root, path), manifest);
}

async function apply(rig: AttemptRig, parameters: object = {}, changes: Partial<Assignment> = {}): Promise<Ran> {
	const all = { puppet_manifest: '/site.pp', ...parameters };
	const assignment = assignmentOf(all, { taskType: 'puppet', ...changes });
	rig.supervisor.accept(assignment);
	const { assignmentId } = assignment;
	const outcome = await eventually(() => rig.supervisor.outcomeOf(assignmentId), 'puppet ends', 120_000);
	return { ...outcome, output: rig.output(assignmentId) };
}

describeWithProgram('puppet', 'a puppet task', () => {
	it('applies a catalogue, counts what it did, and leaves what it started', async () => {
		const rig = await openRig();
		const daemon = `exec { 'daemon': command => '/bin/sh -c "setsid sleep 300 >/dev/null 2>&1 &"' }`;
		write(
			rig,
			`file { '${rig.root}/made': content => 'x' }\nfile { '${rig.root}/folder': ensure => directory }\n${daemon}\n`,
		);
		const assignment = { assignmentId: '00000000-0000-7000-8000-000000000001' as Assignment['assignmentId'] };
		const outcome = await apply(rig, {}, assignment);
		const daemons = await findRemnants(assignment.assignmentId, undefined);
		for (const { pid } of daemons) {
			process.kill(pid, 'SIGKILL');
		}
		expect(outcome).toMatchObject({ outcome: 'succeeded', reason: undefined, exitCode: 0 });
		expect(outcome.summary).toMatchObject({ changed: 3, failed: 0, failedToRestart: 0 });
		expect(outcome.message).toMatch(/^3 of \d+ resources in \d+\.\d s changed\.$/);
		expect(outcome.output).toMatch(/resources:\n {2}changed: 3/);
		expect(readFileSync(join(rig.root, 'made'), 'utf8')).toBe('x');
		expect(daemons).toHaveLength(1);
		const again = await apply(rig, { puppet_manifest: '/site.pp', debug: true });
		expect(again.summary).toMatchObject({ changed: 1 });
		expect(again.output).toContain('Debug: ');
		for (const { pid } of await findRemnants(assignment.assignmentId, undefined)) {
			process.kill(pid, 'SIGKILL');
		}
	});

	it('changes nothing in a noop run, whoever asks for it', async () => {
		const rig = await openRig();
		write(rig, `file { '${rig.root}/made': content => 'x' }`);
		const byRun = await apply(rig, {}, { isNoop: true });
		expect(byRun).toMatchObject({
			outcome: 'succeeded',
			message: expect.stringContaining('changed, 1 would be.') as string,
		});
		const byTask = await apply(rig, { noop: true });
		expect(byTask.summary).toMatchObject({ changed: 0, outOfSync: 1 });
		expect(existsSync(join(rig.root, 'made'))).toBe(false);
	});

	it('fails by what its own summary says, and the next attempt is judged by its own', async () => {
		const rig = await openRig();
		write(rig, `file { '${rig.root}/folder/made': content => 'x' }`);
		const first = await apply(rig);
		expect(first).toMatchObject({ outcome: 'failed', reason: 'exit_code', exitCode: 4 });
		expect(first.summary).toMatchObject({ failed: 1 });
		expect(first.message).toMatch(/^1 of \d+ resources in \d+\.\d s failed\. Puppet ended with exit code 4\.$/);
		mkdirSync(join(rig.root, 'folder'));
		expect(await apply(rig, {}, { attempt: 2 })).toMatchObject({
			outcome: 'succeeded',
			summary: { failed: 0, changed: 1 },
		});
	});

	it('never succeeds by a summary of another run', async () => {
		const rig = await openRig();
		write(rig, `file { '${rig.root}/made': content => 'x' }`);
		expect(await apply(rig)).toMatchObject({ outcome: 'succeeded' });
		const unparsable = await apply(rig, { puppet_manifest: '/broken.pp' });
		expect(unparsable).toMatchObject({ outcome: 'failed', exitCode: 1 });
		expect(unparsable).not.toHaveProperty('summary');
		// Ends well without running anything.
		const neverRan = await apply(rig, { command_prefix: 'true' });
		expect(neverRan).toMatchObject({ outcome: 'failed', reason: 'exit_code' });
		expect(neverRan.message).toContain('left no summary of this run');
	});

	it('finds modules and relative manifests, and takes a prefix', async () => {
		const rig = await openRig();
		write(
			rig,
			`class hello { file { '${rig.root}/hello': content => 'x' } }`,
			'plugin/modules/hello/manifests/init.pp',
		);
		write(rig, 'include hello', 'plugin/manifests/site.pp');
		const parameters = {
			cwd: '/plugin',
			puppet_manifest: 'manifests/site.pp',
			puppet_modules: 'modules:/etc/puppet/modules',
			command_prefix: 'env FACTER_own=1 nice -n 1',
		};
		expect(await apply(rig, parameters)).toMatchObject({ outcome: 'succeeded', summary: { changed: 1 } });
	});

	it('is judged by its summary, too, when the agent was killed in the middle', async () => {
		const rig = await openRig();
		write(rig, `exec { '/bin/sleep 3': } -> file { '${rig.root}/made': content => 'x' }`);
		const assignment = assignmentOf({ puppet_manifest: '/site.pp' }, { taskType: 'puppet' });
		const { assignmentId } = assignment;
		rig.supervisor.accept(assignment);
		await eventually(() => rig.supervisor.running().length === 1, 'puppet runs');
		await rig.close();
		const next = await openRig({ folder: rig.folder });
		await next.supervisor.recover();
		const outcome = await eventually(() => next.supervisor.outcomeOf(assignmentId), 'puppet ends', 120_000);
		expect(outcome).toMatchObject({ outcome: 'succeeded', summary: { changed: 2, failed: 0 } });
	});

	it('is ended with everything it started when its time is over', async () => {
		const rig = await openRig();
		write(rig, `exec { '/bin/sleep 100': }`);
		const assignmentId = '00000000-0000-7000-8000-000000000002' as Assignment['assignmentId'];
		expect(await apply(rig, {}, { timeoutSeconds: 2, assignmentId })).toMatchObject({ reason: 'timeout' });
		expect(await findRemnants(assignmentId, undefined)).toEqual([]);
	});
});
