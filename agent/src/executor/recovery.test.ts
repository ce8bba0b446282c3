import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BootId } from '@stoker/shared/model/ids.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import { afterAll, describe, expect, it } from 'vitest';
import { type AttemptRig, assignmentOf, eventually, openRig, removeRigs } from '../../../test/support/attempt-rig.js';
import { taskWrapper } from '../../../test/support/task-wrapper.js';
import { findRemnants } from '../system/processes.js';

afterAll(removeRigs);

/** Leaves the journal and spool of an agent that was killed just after `started` was durable. */
async function killedAfterStarted(assignment: Assignment, bootId?: BootId): Promise<AttemptRig> {
	const rig = await openRig();
	const { parametersJson, ...accepted } = assignment;
	const { assignmentId } = accepted;
	await rig.tools.journal.append({ kind: 'accepted', assignment: accepted });
	await rig.tools.spool.create(assignmentId, parametersJson);
	await rig.tools.journal.append({
		kind: 'started',
		assignmentId,
		bootId: bootId ?? rig.tools.bootId,
		startedAtMs: 1,
	});
	await rig.close();
	return rig;
}

async function recover(folder: string, assignment: Assignment) {
	const rig = await openRig({ folder });
	await rig.supervisor.recover();
	return eventually(() => rig.supervisor.outcomeOf(assignment.assignmentId), 'it is recovered');
}

describe('an attempt that was started', () => {
	it('whose folder was wiped is ended, and nobody claims to know how it ended', async () => {
		const assignment = assignmentOf({ cmd: 'touch "$STOKER_ROOT/began"; sleep 300' });
		const rig = await openRig();
		rig.supervisor.accept(assignment);
		await eventually(() => existsSync(join(rig.root, 'began')), 'it runs');
		await rig.close();
		rmSync(join(rig.folder, 'attempts'), { recursive: true });
		expect(await recover(rig.folder, assignment)).toMatchObject({ outcome: 'failed', reason: 'outcome_unknown' });
		expect(await findRemnants(assignment.assignmentId, undefined)).toEqual([]);
	});

	it('whose folder is wiped while it runs under a living agent comes to an end all the same', async () => {
		const assignment = assignmentOf({ cmd: 'touch "$STOKER_ROOT/began"; sleep 1' });
		const rig = await openRig();
		rig.supervisor.accept(assignment);
		await eventually(() => existsSync(join(rig.root, 'began')), 'it runs');
		rmSync(join(rig.folder, 'attempts'), { recursive: true });
		const outcome = await eventually(() => rig.supervisor.outcomeOf(assignment.assignmentId), 'it is judged');
		expect(outcome).toMatchObject({ outcome: 'failed', reason: 'outcome_unknown' });
	});

	it('without a claim never starts, not even by a wrapper that comes late', async () => {
		const assignment = assignmentOf({ cmd: 'true' });
		const { folder, root } = await killedAfterStarted(assignment);
		expect(await recover(folder, assignment)).toMatchObject({ reason: 'interrupted', startedAtMs: 0 });
		const attempt = join(folder, 'attempts', assignment.assignmentId);
		writeFileSync(join(attempt, 'environment'), '');
		const late = spawnSync(taskWrapper(), ['run', attempt, '5', '1', '1000', '--', '/bin/touch', join(root, 'ran')], {
			env: { STOKER_ASSIGNMENT_ID: assignment.assignmentId },
		});
		expect(late.status).toBe(125);
		expect(existsSync(join(root, 'ran'))).toBe(false);
	});

	it('with an exit record has that outcome, even after a reboot', async () => {
		const assignment = assignmentOf({ cmd: 'true' });
		const { folder } = await killedAfterStarted(assignment, 'another boot' as BootId);
		const attempt = join(folder, 'attempts', assignment.assignmentId);
		mkdirSync(join(attempt, 'claim'));
		writeFileSync(join(attempt, 'wrapper'), '1 1\n');
		const lines = [
			'result=exited',
			'exit_code=0',
			'signal=0',
			'error=0',
			'started_at_ms=5',
			'duration_ms=6',
			'log_length=0',
		];
		writeFileSync(join(attempt, 'exit'), `${lines.join('\n')}\nend=1\n`);
		expect(await recover(folder, assignment)).toMatchObject({ outcome: 'succeeded', startedAtMs: 5, durationMs: 6 });
	});

	it('without one is interrupted after a reboot', async () => {
		const assignment = assignmentOf({ cmd: 'true' });
		const { folder } = await killedAfterStarted(assignment, 'another boot' as BootId);
		const attempt = join(folder, 'attempts', assignment.assignmentId);
		mkdirSync(join(attempt, 'claim'));
		writeFileSync(join(attempt, 'wrapper'), '1 1\n');
		expect(await recover(folder, assignment)).toMatchObject({ reason: 'interrupted', startedAtMs: 1 });
	});
});

describe('an upload that was started', () => {
	const upload = assignmentOf({ path: '/a', data: 'content' }, { taskType: 'upload_file' });

	it('is interrupted when the file is not there, and its leftovers are removed', async () => {
		const { folder, root } = await killedAfterStarted(upload);
		writeFileSync(join(root, `.stoker-${upload.assignmentId}`), 'cont');
		expect(await recover(folder, upload)).toMatchObject({ reason: 'interrupted' });
		expect(existsSync(join(root, `.stoker-${upload.assignmentId}`))).toBe(false);
	});

	it('succeeded when the file is there as it was to be', async () => {
		const { folder, root } = await killedAfterStarted(upload);
		writeFileSync(join(root, 'a'), 'content', { mode: 0o644 });
		expect(await recover(folder, upload)).toMatchObject({ outcome: 'succeeded' });
	});
});

describe('an attempt that was only accepted', () => {
	it('runs after a restart', async () => {
		const rig = await openRig();
		const { parametersJson, ...accepted } = assignmentOf({ cmd: 'echo x >>count' });
		await rig.tools.journal.append({ kind: 'accepted', assignment: accepted });
		await rig.tools.spool.create(accepted.assignmentId, parametersJson);
		await rig.close();
		expect(await recover(rig.folder, { ...accepted, parametersJson })).toMatchObject({ outcome: 'succeeded' });
		expect(readFileSync(join(rig.root, 'count'), 'utf8')).toBe('x\n');
	});

	it('is not mentioned when its parameters were lost, so that it is sent again', async () => {
		const rig = await openRig();
		const { parametersJson: _lost, ...accepted } = assignmentOf({ cmd: 'true' });
		await rig.tools.journal.append({ kind: 'accepted', assignment: accepted });
		await rig.close();
		const again = await openRig({ folder: rig.folder });
		await again.supervisor.recover();
		expect(await again.supervisor.reports()).toEqual([]);
		expect(again.supervisor.journal.closed.size).toBe(0);
	});
});

describe('attempts of a lost journal', () => {
	it('are ended before anything is said to the controller', async () => {
		const rig = await openRig();
		const assignment = assignmentOf({ cmd: 'echo here; sleep 60' });
		rig.supervisor.accept(assignment);
		await eventually(async () => (await rig.tools.spool.outputLength(assignment.assignmentId)) > 0, 'it runs');
		const wrapper = await rig.tools.spool.readWrapper(assignment.assignmentId);
		writeFileSync(join(rig.folder, 'journal'), 'damaged');
		const again = await openRig({ folder: rig.folder });
		await again.supervisor.recover();
		expect(again.tools.journal.id).not.toBe(rig.tools.journal.id);
		const { findRemnants } = await import('../system/processes.js');
		expect(await findRemnants(assignment.assignmentId, wrapper)).toEqual([]);
		expect(await again.tools.spool.list()).toEqual([]);
	});
});
