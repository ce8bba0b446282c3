import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import type { AssignmentId, DeploymentId } from '@stoker/shared/model/ids.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type AttemptRig, assignmentOf, eventually, openRig, removeRigs } from '../../../test/support/attempt-rig.js';
import { findRemnants } from '../system/processes.js';

afterAll(removeRigs);

async function ended(rig: AttemptRig, assignmentId: AssignmentId): Promise<AttemptOutcome> {
	return eventually(() => rig.supervisor.outcomeOf(assignmentId), `attempt ${assignmentId} ends`);
}

async function run(rig: AttemptRig, assignment: Assignment): Promise<AttemptOutcome> {
	rig.supervisor.accept(assignment);
	return ended(rig, assignment.assignmentId);
}

describe('a shell task', () => {
	it('succeeds with its output in the spool and a small environment', async () => {
		const rig = await openRig();
		const assignment = assignmentOf({ cmd: 'echo out; echo err >&2; env | sort; pwd' });
		const outcome = await run(rig, assignment);
		const output = rig.output(assignment.assignmentId);
		expect(outcome).toMatchObject({ outcome: 'succeeded', reason: undefined, logLength: output.length });
		expect(outcome.startedAtMs).toBeGreaterThan(Date.now() - 60_000);
		expect(output).toContain('out\nerr\n');
		expect(output).toContain(`STOKER_ASSIGNMENT_ID=${assignment.assignmentId}`);
		expect(output).toContain('STOKER_NODE_ID=7');
		expect(output).toContain(`STOKER_ROOT=${rig.root}`);
		expect(output).not.toContain('VITEST');
		expect(output.endsWith(`${rig.root}\n`)).toBe(true);
	});

	it('fails with its exit code', async () => {
		const rig = await openRig();
		expect(await run(rig, assignmentOf({ cmd: 'exit 7' }))).toMatchObject({ reason: 'exit_code', exitCode: 7 });
	});

	it('fails with the signal that ended it', async () => {
		const rig = await openRig();
		const outcome = await run(rig, assignmentOf({ cmd: 'kill -SEGV $$' }));
		expect(outcome).toMatchObject({ reason: 'signal', signal: 'SIGSEGV' });
	});

	it('is ended with everything it started when its time is over', async () => {
		const rig = await openRig();
		const cmd = 'sleep 100 & (setsid sleep 101 &) ; env -i sleep 102 & wait';
		const assignment = assignmentOf({ cmd }, { timeoutSeconds: 1 });
		const outcome = await run(rig, assignment);
		expect(outcome).toMatchObject({ outcome: 'failed', reason: 'timeout' });
		expect(await findRemnants(assignment.assignmentId, undefined)).toEqual([]);
	});

	it('is killed when it does not listen to SIGTERM', async () => {
		const rig = await openRig();
		const assignment = assignmentOf({ cmd: "trap '' TERM; echo ready; while :; do sleep 0.1; done" });
		rig.supervisor.accept(assignment);
		await eventually(() => tryOutput(rig, assignment.assignmentId).includes('ready'), 'the task runs');
		rig.supervisor.cancel(assignment.assignmentId, 1);
		expect(await ended(rig, assignment.assignmentId)).toMatchObject({ reason: 'cancelled' });
		expect(await findRemnants(assignment.assignmentId, undefined)).toEqual([]);
	});

	it('leaves a daemon behind when it succeeds', async () => {
		const rig = await openRig();
		const assignment = assignmentOf({ cmd: 'setsid sleep 30 >/dev/null 2>&1 & nohup sleep 31 >/dev/null 2>&1 &' });
		expect(await run(rig, assignment)).toMatchObject({ outcome: 'succeeded' });
		const daemons = await findRemnants(assignment.assignmentId, undefined);
		expect(daemons).toHaveLength(2);
		for (const { pid } of daemons) {
			process.kill(pid, 'SIGKILL');
		}
	});

	it('does not run in a folder outside the root, or in none', async () => {
		const rig = await openRig();
		symlinkSync('/etc', join(rig.root, 'out'));
		expect(await run(rig, assignmentOf({ cmd: 'pwd', cwd: '/out' }))).toMatchObject({ reason: 'spawn' });
		expect(await run(rig, assignmentOf({ cmd: 'pwd', cwd: '/nowhere' }))).toMatchObject({ reason: 'spawn' });
		mkdirSync(join(rig.root, 'tmp'));
		expect(await run(rig, assignmentOf({ cmd: 'pwd', cwd: '/../tmp' }))).toMatchObject({ outcome: 'succeeded' });
	});

	it('is refused with every problem of its parameters', async () => {
		const rig = await openRig();
		const outcome = await run(rig, assignmentOf({ cmd: ' ', cwd: 'relative' }));
		expect(outcome.reason).toBe('invalid_parameters');
		expect(outcome.message).toMatch(/parameters\.cmd: .*; parameters\.cwd: /);
	});

	it('keeps its output within the limit and says what is missing', { timeout: 60_000 }, async () => {
		const rig = await openRig();
		const assignment = assignmentOf({ cmd: 'head -c 70000000 /dev/zero | tr "\\0" x' });
		const outcome = await run(rig, assignment);
		const output = rig.output(assignment.assignmentId);
		expect(outcome.outcome).toBe('succeeded');
		expect(output.length).toBe(outcome.logLength);
		expect(output.length).toBeLessThan(64 * 1024 * 1024 + 200);
		expect(output).toMatch(/limit of 67108864 bytes was reached; \d+ more bytes are missing/);
	});

	it('keeps secrets out of arguments', async () => {
		const rig = await openRig();
		const assignment = assignmentOf({
			cmd: ': canary-3141; tr "\\0" " " </proc/$$/cmdline; tr "\\0" " " </proc/$PPID/cmdline',
		});
		await run(rig, assignment);
		expect(rig.output(assignment.assignmentId)).not.toContain('canary-3141');
	});
});

describe('a cancel', () => {
	it('ends attempts that wait for a slot without running them, however early it comes', async () => {
		const rig = await openRig({ slots: 1 });
		const busy = assignmentOf({ cmd: 'sleep 30' });
		const waiting = Array.from({ length: 20 }, () => assignmentOf({ cmd: `touch ${join(rig.root, 'ran')}` }));
		rig.supervisor.accept(busy);
		await eventually(() => rig.supervisor.running().length === 1, 'the slot is taken');
		delayFolders(rig);
		for (const assignment of waiting) {
			rig.supervisor.accept(assignment);
			rig.supervisor.cancel(assignment.assignmentId, 1);
		}
		for (const { assignmentId } of waiting) {
			expect(await ended(rig, assignmentId)).toMatchObject({ reason: 'cancelled', startedAtMs: 0 });
		}
		rig.supervisor.cancel(busy.assignmentId, 1);
		expect(await ended(rig, busy.assignmentId)).toMatchObject({ reason: 'cancelled' });
		expect(existsSync(join(rig.root, 'ran'))).toBe(false);
	});
});

describe('slots', () => {
	it.each([
		['master', 2],
		['7', 1],
	])('are counted on node %s so that %i of three attempts of two deployments run at once', async (nodeId, atOnce) => {
		const rig = await openRig({ slots: 1, nodeId });
		const attempts = ['d-1', 'd-1', 'd-2'].map((deploymentId) =>
			assignmentOf({ cmd: 'sleep 30' }, { deploymentId: deploymentId as DeploymentId }),
		);
		for (const assignment of attempts) {
			rig.supervisor.accept(assignment);
		}
		await eventually(() => rig.supervisor.running().length === atOnce, 'the slots are taken');
		const running = new Set(rig.supervisor.running().map(({ assignmentId }) => assignmentId));
		const deployments = attempts.filter(({ assignmentId }) => running.has(assignmentId)).map((one) => one.deploymentId);
		// Which of two of one deployment comes first is not promised.
		expect(new Set(deployments).size).toBe(atOnce);
		for (const { assignmentId } of attempts.toReversed()) {
			rig.supervisor.cancel(assignmentId, 1);
			expect(await ended(rig, assignmentId)).toMatchObject({ reason: 'cancelled' });
		}
	});
});

describe('an unknown task type', () => {
	it('is refused by name', async () => {
		const rig = await openRig();
		const outcome = await run(rig, assignmentOf({}, { taskType: 'toString' }));
		expect(outcome).toMatchObject({ reason: 'unsupported_type' });
		expect(outcome.message).toContain('puppet, shell, master_shell, sync, upload_file');
	});
});

describe('upload_file', () => {
	const upload = (parameters: object) => assignmentOf(parameters, { taskType: 'upload_file' });

	it('writes a file with parents, permissions and nothing beside it', async () => {
		const rig = await openRig();
		const outcome = await run(rig, upload({ path: '/etc/app/a.conf', data: 'x = 1\n', permissions: '0600' }));
		expect(outcome).toMatchObject({ outcome: 'succeeded' });
		expect(readFileSync(join(rig.root, 'etc/app/a.conf'), 'utf8')).toBe('x = 1\n');
	});

	it('never leaves the root, by dots or by links', async () => {
		const rig = await openRig();
		const outside = join(rig.folder, 'outside');
		mkdirSync(outside);
		symlinkSync(outside, join(rig.root, 'link'));
		symlinkSync(join(outside, 'file'), join(rig.root, 'final'));
		symlinkSync('../outside', join(rig.root, 'relative'));
		for (const path of ['/link/file', '/link/deeper/file', '/final', '/relative/file']) {
			const outcome = await run(rig, upload({ path, data: 'escaped' }));
			expect(outcome, path).toMatchObject({ reason: 'file_system' });
		}
		await run(rig, upload({ path: '/../../outside/file', data: 'kept in' }));
		expect(existsSync(join(outside, 'file'))).toBe(false);
		expect(readFileSync(join(rig.root, 'outside/file'), 'utf8')).toBe('kept in');
	});

	it('does not touch other content when it may not overwrite', async () => {
		const rig = await openRig();
		writeFileSync(join(rig.root, 'a'), 'old');
		const outcome = await run(rig, upload({ path: '/a', data: 'new', overwrite: false }));
		expect(outcome).toMatchObject({ reason: 'file_system' });
		expect(readFileSync(join(rig.root, 'a'), 'utf8')).toBe('old');
	});

	it('tells every problem of its parameters', async () => {
		const rig = await openRig();
		const outcome = await run(rig, upload({ path: 'a', data: '', permissions: 644 }));
		expect(outcome.message).toMatch(/parameters\.path.*parameters\.data.*parameters\.permissions/);
	});
});

/** From now on a slow disk: folders of attempts are made after everything else that was asked for at the same time. */
function delayFolders({ tools: { spool } }: AttemptRig): void {
	const create = spool.create.bind(spool);
	vi.spyOn(spool, 'create').mockImplementation(async (assignmentId, parametersJson) => {
		await pause(100);
		await create(assignmentId, parametersJson);
	});
}

function tryOutput(rig: AttemptRig, assignmentId: AssignmentId): string {
	return existsSync(join(rig.tools.spool.folderOf(assignmentId), 'output')) ? rig.output(assignmentId) : '';
}
