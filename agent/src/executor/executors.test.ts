import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import type { BootId } from '@stoker/shared/model/ids.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import { afterAll, describe, expect, it, test } from 'vitest';
import { type AttemptRig, assignmentOf, eventually, openRig, removeRigs } from '../../../test/support/attempt-rig.js';
import { type FetchBlob, FetchFailure } from '../system/fetch-blob.js';
import { type MachineControl, MachineRefusal } from '../system/machine-control.js';

afterAll(removeRigs);

const of = (taskType: string, parameters: object, changes: Partial<Assignment> = {}): Assignment =>
	assignmentOf(parameters, { taskType, ...changes });

async function ended(rig: AttemptRig, { assignmentId }: Assignment): Promise<AttemptOutcome> {
	return eventually(() => rig.supervisor.outcomeOf(assignmentId), 'the attempt ends');
}

async function run(rig: AttemptRig, assignment: Assignment): Promise<AttemptOutcome & { output: string }> {
	rig.supervisor.accept(assignment);
	const outcome = await ended(rig, assignment);
	return { ...outcome, output: outcome.logLength > 0 ? rig.output(assignment.assignmentId) : '' };
}

const digest = (content: string): string => createHash('sha256').update(content).digest('hex');

/** What an agent leaves that was killed right after `started` was durable. */
async function killedInTheMiddle(assignment: Assignment): Promise<AttemptRig> {
	const rig = await openRig();
	const { journal, spool, bootId } = rig.tools;
	const { parametersJson, ...accepted } = assignment;
	const { assignmentId } = assignment;
	await journal.append({ kind: 'accepted', assignment: accepted });
	await spool.create(assignmentId, parametersJson);
	await journal.append({ kind: 'started', assignmentId, bootId, startedAtMs: 1 });
	await rig.close();
	return rig;
}

async function recovered({ folder }: AttemptRig, assignment: Assignment): Promise<AttemptOutcome> {
	const next = await openRig({ folder });
	await next.supervisor.recover();
	return ended(next, assignment);
}

function fetchOf(...contents: readonly string[]): FetchBlob & { readonly fetched: string[] } {
	const fetched: string[] = [];
	const fetch: FetchBlob = async (sha256, _size, destination) => {
		const content = contents.find((candidate) => digest(candidate) === sha256);
		if (content === undefined) {
			throw new FetchFailure('the controller answered 404');
		}
		fetched.push(content);
		await writeFile(destination, content, { flag: 'wx', mode: 0o600 });
	};
	return Object.assign(fetch, { fetched });
}

const file = (content: string, rest: object) => ({
	src: '/s',
	sha256: digest(content),
	size: content.length,
	mode: '0600',
	...rest,
});

describe('copy_files', () => {
	it('writes files of the controller with the modes asked for, else those of the source', async () => {
		const fetchBlob = fetchOf('one', 'two');
		const rig = await openRig({ fetchBlob });
		const files = [file('one', { dst: '/etc/a/one' }), file('two', { dst: '/two', permissions: '0644' })];
		expect(await run(rig, of('copy_files', { files, dir_permissions: '0700' }))).toMatchObject({
			outcome: 'succeeded',
		});
		expect(readFileSync(join(rig.root, 'etc/a/one'), 'utf8')).toBe('one');
		expect(statSync(join(rig.root, 'etc/a/one')).mode & 0o777).toBe(0o600);
		expect(statSync(join(rig.root, 'etc/a')).mode & 0o777).toBe(0o700);
		expect(statSync(join(rig.root, 'two')).mode & 0o777).toBe(0o644);
		const again = await run(rig, of('copy_files', { files, dir_permissions: '0700' }));
		expect(again.output).toBe('/etc/a/one: 3 bytes, unchanged\n/two: 3 bytes, unchanged\n');
		expect(fetchBlob.fetched).toEqual(['one', 'two']);
	});

	it('copies what it can and then fails, and leaves nothing beside the files', async () => {
		const rig = await openRig({ fetchBlob: fetchOf('two') });
		const outcome = await run(
			rig,
			of('copy_files', { files: [file('one', { dst: '/one' }), file('two', { dst: '/two' })] }),
		);
		expect(outcome).toMatchObject({ outcome: 'failed', reason: 'fetch' });
		expect(readdirSync(rig.root)).toEqual(['two']);
	});

	it('is refused when it comes without blobs', async () => {
		const rig = await openRig();
		const outcome = await run(rig, of('copy_files', { files: [{ src: '/a', dst: '/b' }] }));
		expect(outcome).toMatchObject({ reason: 'invalid_parameters' });
		expect(outcome.message).toContain('parameters.files[0].sha256: is missing');
	});

	it('is done after a kill when every file is there, and otherwise interrupted with nothing left behind', async () => {
		const assignment = of('copy_files', { files: [file('one', { dst: '/one' }), file('two', { dst: '/two' })] });
		const rig = await killedInTheMiddle(assignment);
		const temporary = join(rig.root, `.stoker-${assignment.assignmentId}`);
		writeFileSync(join(rig.root, 'one'), 'one', { mode: 0o600 });
		writeFileSync(temporary, 'tw');
		expect(await recovered(rig, assignment)).toMatchObject({ reason: 'interrupted' });
		expect(existsSync(temporary)).toBe(false);
		const whole = await killedInTheMiddle(assignment);
		writeFileSync(join(whole.root, 'one'), 'one', { mode: 0o600 });
		writeFileSync(join(whole.root, 'two'), 'two', { mode: 0o600 });
		expect(await recovered(whole, assignment)).toMatchObject({ outcome: 'succeeded' });
	});
});

test('upload_files writes what is listed for this node and nothing else', async () => {
	const rig = await openRig();
	const nodes = [
		{ uid: 7, files: [{ src: 'own', dst: '/own', permissions: '0640' }] },
		{ uid: '8', files: [{ src: 'other', dst: '/other' }] },
	];
	expect(await run(rig, of('upload_files', { nodes }))).toMatchObject({ outcome: 'succeeded' });
	expect(readdirSync(rig.root)).toEqual(['own']);
	expect(statSync(join(rig.root, 'own')).mode & 0o777).toBe(0o640);
});

test('upload_file makes no folders when parents is false', async () => {
	const rig = await openRig();
	const outcome = await run(rig, of('upload_file', { path: '/a/b', data: 'x', parents: false }));
	expect(outcome).toMatchObject({ reason: 'file_system' });
	expect(existsSync(join(rig.root, 'a'))).toBe(false);
});

describe('sync', () => {
	it('makes a folder what the manifest says', async () => {
		const rig = await openRig({ fetchBlob: fetchOf('class a {}') });
		mkdirSync(join(rig.root, 'etc/puppet/modules/old'), { recursive: true });
		const manifest = [
			{ path: '.', type: 'folder', mode: '0755' },
			{ path: 'a/init.pp', type: 'file', mode: '0644', size: 10, sha256: digest('class a {}') },
		];
		const outcome = await run(rig, of('sync', { src: 'rsync://master/puppet/', dst: '/etc/puppet/modules', manifest }));
		expect(outcome).toMatchObject({ outcome: 'succeeded' });
		expect(outcome.output).toContain('remove old\n');
		expect(readFileSync(join(rig.root, 'etc/puppet/modules/a/init.pp'), 'utf8')).toBe('class a {}');
		expect(readdirSync(join(rig.root, 'etc/puppet/modules'))).toEqual(['a']);
	});

	it('is done after a kill when the tree is what it shall be, and otherwise interrupted', async () => {
		const manifest = [{ path: 'a', type: 'file', mode: '0600', size: 3, sha256: digest('one') }];
		const assignment = of('sync', { src: 's', dst: '/d', manifest });
		const whole = await killedInTheMiddle(assignment);
		mkdirSync(join(whole.root, 'd'));
		writeFileSync(join(whole.root, 'd/a'), 'one', { mode: 0o600 });
		expect(await recovered(whole, assignment)).toMatchObject({ outcome: 'succeeded' });
		const half = await killedInTheMiddle(assignment);
		mkdirSync(join(half.root, 'd'));
		writeFileSync(join(half.root, 'd/a'), 'two', { mode: 0o600 });
		expect(await recovered(half, assignment)).toMatchObject({ reason: 'interrupted' });
	});

	it('of a folder of the node itself runs rsync', async () => {
		const rig = await openRig();
		mkdirSync(join(rig.root, "it's"), { recursive: true });
		writeFileSync(join(rig.root, "it's", 'a'), 'a');
		const outcome = await run(rig, of('sync', { src: "/it's/", dst: '/new/dst' }));
		if (outcome.outcome === 'failed') {
			// Only where there is no rsync.
			expect(outcome).toMatchObject({ exitCode: 127 });
			return;
		}
		expect(readFileSync(join(rig.root, 'new/dst/a'), 'utf8')).toBe('a');
	});
});

/** A machine that counts what is asked of it. */
function pretendMachine(changes: Partial<MachineControl> = {}): MachineControl & { readonly asked: string[] } {
	const asked: string[] = [];
	return {
		asked,
		restart: async () => void asked.push('restart'),
		bootIntoBootstrap: async (profile) => void asked.push(`bootstrap ${profile}`),
		wipeDisks: async ({ method, disks, except }) => {
			asked.push(`${method} [${disks.join()}] but [${except.join()}]`);
			return ['/dev/sda', '/dev/nvme0n1'];
		},
		...changes,
	};
}

/** Runs a restart up to the order, then comes back as another process under a kernel. */
async function restartAndComeBack(
	assignment: Assignment,
	bootId: string,
): Promise<{ rig: AttemptRig; asked: readonly string[] }> {
	const machine = pretendMachine();
	const rig = await openRig({ machine, bootId: 'boot-1' as BootId });
	rig.supervisor.accept(assignment);
	await eventually(() => machine.asked.includes('restart'), 'the restart is ordered');
	await rig.close();
	const next = await openRig({ folder: rig.folder, machine, bootId: bootId as BootId });
	await next.supervisor.recover();
	return { rig: next, asked: machine.asked };
}

describe('reboot', () => {
	it('has succeeded when the agent comes back under another kernel', async () => {
		const assignment = of('reboot', {});
		const { rig, asked } = await restartAndComeBack(assignment, 'boot-2');
		expect(await ended(rig, assignment)).toMatchObject({ outcome: 'succeeded', message: 'The machine has restarted.' });
		expect(asked).toEqual(['restart']);
	});

	it('is ordered again when the agent comes back under the same one, and ends at its timeout', async () => {
		const assignment = of('reboot', {}, { timeoutSeconds: 1 });
		const { rig, asked } = await restartAndComeBack(assignment, 'boot-1');
		expect(await ended(rig, assignment)).toMatchObject({ outcome: 'failed', reason: 'timeout' });
		expect(asked).toEqual(['restart', 'restart']);
	});

	it('is not taken for done when the machine restarted before it was told to', async () => {
		const assignment = of('reboot', {});
		const rig = await openRig({ bootId: 'boot-1' as BootId });
		const { parametersJson, ...accepted } = assignment;
		const { assignmentId } = assignment;
		await rig.tools.journal.append({ kind: 'accepted', assignment: accepted });
		await rig.tools.spool.create(assignmentId, parametersJson);
		await rig.tools.journal.append({ kind: 'started', assignmentId, bootId: 'boot-1' as BootId, startedAtMs: 1 });
		await rig.close();
		const machine = pretendMachine();
		const next = await openRig({ folder: rig.folder, machine, bootId: 'boot-2' as BootId });
		await next.supervisor.recover();
		expect(await ended(next, assignment)).toMatchObject({ reason: 'interrupted' });
		expect(machine.asked).toEqual([]);
	});

	it('can be cancelled while the machine does not go down', async () => {
		const machine = pretendMachine();
		const rig = await openRig({ machine });
		const assignment = of('reboot', {});
		rig.supervisor.accept(assignment);
		await eventually(() => machine.asked.length > 0, 'it is ordered');
		rig.supervisor.cancel(assignment.assignmentId, 1);
		expect(await ended(rig, assignment)).toMatchObject({ reason: 'cancelled' });
	});

	it('never restarts a machine around the folder an agent is confined to', async () => {
		const rig = await openRig();
		const outcome = await run(rig, of('reboot', {}));
		expect(outcome).toMatchObject({ outcome: 'failed', reason: 'unsupported_type' });
		expect(outcome.message).toContain(`confined to ${rig.root}`);
	});
});

test('move_to_bootstrap chooses the next start, then restarts', async () => {
	const machine = pretendMachine();
	const rig = await openRig({ machine, bootId: 'boot-1' as BootId });
	const assignment = of('move_to_bootstrap', { provisioning_info: { profile: 'mine' } });
	rig.supervisor.accept(assignment);
	await eventually(() => machine.asked.includes('restart'), 'the restart is ordered');
	expect(machine.asked).toEqual(['bootstrap mine', 'restart']);
	await rig.close();
});

test('a machine that cannot choose its next start is not restarted', async () => {
	const machine = pretendMachine({ bootIntoBootstrap: () => Promise.reject(new MachineRefusal('no way')) });
	const rig = await openRig({ machine });
	expect(await run(rig, of('move_to_bootstrap', {}))).toMatchObject({ reason: 'unsupported_type' });
	expect(machine.asked).toEqual([]);
});

test('erase_node hands on what it was told, and names what it erased', async () => {
	const machine = pretendMachine();
	const rig = await openRig({ machine });
	const output = 'Erased /dev/sda, /dev/nvme0n1.\n';
	expect(await run(rig, of('erase_node', {}))).toMatchObject({ outcome: 'succeeded', output });
	const order = { method: 'zero', disks: ['SERIAL-1', 'SERIAL-2'], except: ['SERIAL-2'] };
	expect(await run(rig, of('erase_node', order))).toMatchObject({ outcome: 'succeeded', output });
	expect(machine.asked).toEqual(['metadata [] but []', 'zero [SERIAL-1,SERIAL-2] but [SERIAL-2]']);
});

test('erase_node refuses what it does not know, and a machine that it is kept away from', async () => {
	const rig = await openRig({ machine: pretendMachine() });
	expect(await run(rig, of('erase_node', { method: 'shred' }))).toMatchObject({ reason: 'invalid_parameters' });
	const confined = await openRig();
	expect(await run(confined, of('erase_node', {}))).toMatchObject({ outcome: 'failed', reason: 'unsupported_type' });
});

test('cobbler_sync succeeds and says that there is nothing to do', async () => {
	const rig = await openRig();
	const outcome = await run(rig, of('cobbler_sync', { provisioning_info: {} }));
	expect(outcome.outcome).toBe('succeeded');
	expect(outcome.output).toContain('Nothing to do');
});

describe('a noop run', () => {
	const manifest = [{ path: 'a', type: 'file', mode: '0644', size: 1, sha256: digest('a') }];
	it.each([
		['shell', { cmd: 'touch /ran' }, 'Would run in /:\ntouch /ran\n'],
		['master_shell', { cmd: 'touch /ran' }, 'Would run in /:\ntouch /ran\n'],
		['upload_file', { path: '/a', data: 'x' }, '/a: would be made (1 B)\n'],
		['upload_files', { nodes: [{ uid: 7, files: [{ src: 'x', dst: '/a' }] }] }, '/a: would be made (1 B)\n'],
		['copy_files', { files: [file('one', { dst: '/a/b' })] }, '/a/b: would be made (3 B)\n'],
		['sync', { src: 's', dst: '/d', manifest }, 'would make /d with 1 entries\n1 change would be made below /d.\n'],
		['sync', { src: 'host:/s', dst: '/d' }, 'Would make /d what host:/s is, with rsync.\n'],
		['reboot', {}, 'Would restart the machine.\n'],
		['erase_node', {}, 'Would erase all disks that are neither removable nor read-only (metadata).\n'],
		['erase_node', { disks: ['A'], except: ['B'], method: 'zero' }, 'Would erase A but for B (zero).\n'],
		['move_to_bootstrap', {}, 'Would restart the machine into the bootstrap image (ubuntu_bootstrap).\n'],
	])('of %s changes nothing and says what it would do', async (taskType, parameters, output) => {
		const machine = pretendMachine();
		const rig = await openRig({ machine });
		expect(await run(rig, of(taskType, parameters, { isNoop: true }))).toMatchObject({ outcome: 'succeeded', output });
		expect(readdirSync(rig.root)).toEqual([]);
		expect(machine.asked).toEqual([]);
	});

	it('stays one over a restart of the agent', async () => {
		const rig = await openRig();
		const { parametersJson, ...accepted } = of('shell', { cmd: 'touch ran' }, { isNoop: true });
		await rig.tools.journal.append({ kind: 'accepted', assignment: accepted });
		await rig.tools.spool.create(accepted.assignmentId, parametersJson);
		await rig.close();
		const next = await openRig({ folder: rig.folder });
		await next.supervisor.recover();
		expect(await ended(next, { ...accepted, parametersJson })).toMatchObject({ outcome: 'succeeded' });
		expect(readdirSync(next.root)).toEqual([]);
	});
});

describe('parameters that were too large to come along', () => {
	const text = JSON.stringify({ cmd: `echo done # ${'x'.repeat(300_000)}` });
	const parametersBlob = { sha256: digest(text), sizeBytes: text.length };

	it('are fetched before the task starts', async () => {
		const rig = await openRig({ fetchBlob: fetchOf(text) });
		const outcome = await run(rig, { ...of('shell', {}), parametersJson: Buffer.alloc(0), parametersBlob });
		expect(outcome).toMatchObject({ outcome: 'succeeded', output: 'done\n' });
	});

	it('fail the attempt when they cannot be had, before it started', async () => {
		const rig = await openRig({ fetchBlob: fetchOf() });
		const outcome = await run(rig, { ...of('shell', {}), parametersJson: Buffer.alloc(0), parametersBlob });
		expect(outcome).toMatchObject({ reason: 'fetch', startedAtMs: 0 });
	});

	it('are waited for no longer than the task may take', async () => {
		const fetchBlob: FetchBlob = (_sha256, _size, _destination, signal) =>
			new Promise((_resolve, reject) => {
				signal.addEventListener('abort', () => reject(signal.reason as Error));
			});
		const rig = await openRig({ fetchBlob });
		const assignment = { ...of('shell', {}, { timeoutSeconds: 1 }), parametersJson: Buffer.alloc(0), parametersBlob };
		expect(await run(rig, assignment)).toMatchObject({ reason: 'timeout' });
	});
});

describe('what cannot be carried out', () => {
	it.each([
		['no JSON', '{"cmd":', 'invalid_parameters'],
		['no object', '[1]', 'invalid_parameters'],
		['no parameters at all', '', 'invalid_parameters'],
	])('%s fails its own attempt', async (_name, text, reason) => {
		const rig = await openRig();
		const outcome = await run(rig, { ...of('shell', {}), parametersJson: Buffer.from(text) });
		expect(outcome).toMatchObject({ outcome: 'failed', reason });
		expect(await run(rig, of('shell', { cmd: 'true' }))).toMatchObject({ outcome: 'succeeded' });
	});

	it('an executor that throws fails its own attempt, with what it threw', async () => {
		const table = {
			planless: {
				plan: () => {
					throw new TypeError('x is undefined');
				},
			},
			broken: { plan: () => ({ kind: 'action' as const, run: () => Promise.reject(new RangeError('too deep')) }) },
		};
		const rig = await openRig({ table });
		expect(await run(rig, of('planless', {}))).toMatchObject({
			reason: 'internal',
			message: expect.stringContaining('x is undefined') as string,
		});
		expect(await run(rig, of('broken', {}))).toMatchObject({
			reason: 'internal',
			message: expect.stringContaining('too deep') as string,
		});
	});
});
