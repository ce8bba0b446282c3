import {
	chmodSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { AssignmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import type { JsonObject } from '@stoker/shared/model/task.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf, releaseFiles, ServiceRig, SUBJECT } from '../../../test/support/service-rig.js';
import { assignNodes } from './assignments.js';
import { createEnvironment } from './environments.js';
import { importRelease } from './import-release.js';

const ROLES = 'name: files\nversion: "1"\ndescription: d\nroles_metadata:\n  app: { name: App, description: d }\n';

let rig: ServiceRig;
let sources = '';
beforeEach(async () => {
	rig = await ServiceRig.open();
	sources = join(rig.folder, 'sources');
	mkdirSync(sources);
});
afterEach(() => rig.close());

/** An environment "prod" with these tasks, on node 1 and, with role master, on the master. */
async function addTasks(tasks: readonly string[]): Promise<void> {
	const files = { 'release.yaml': ROLES, 'graphs/default.tasks.yaml': `${tasks.join('\n')}\n` };
	await importRelease(rig.ports, { files: releaseFiles(files), validateOnly: false }, SUBJECT);
	await rig.addNodes(['master', '1', '2']);
	await createEnvironment(rig.ports, { name: 'prod', release: 'files' }, SUBJECT);
	await assignNodes(rig.ports, { environment: 'prod', nodes: [{ node: '1', roles: ['app'] }] }, SUBJECT);
}

function task(id: string, type: string, parameters: object, more: object = {}): string {
	return `- ${JSON.stringify({ id, type, version: '2.0.0', role: ['app'], parameters, ...more })}`;
}

const copy = (id: string, ...names: readonly string[]) =>
	task(id, 'copy_files', { files: names.map((name) => ({ src: name, dst: `/to/${id}` })) });

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Parameters of a task as its plan has them. */
async function planned(planId: string, id: string): Promise<JsonObject> {
	const { graph } = await rig.ports.planGraphs.load(planId);
	return graph.tasks.find((candidate) => candidate.id === id)?.parameters ?? {};
}

/** Hands out a run of the newest deployment as the engine would; answers with what an agent would be sent. */
async function handOut(id: string, node = '1', parameters?: object) {
	const { plan, run } = await rig.store.read(async ({ db }) => {
		const row = await db.selectFrom('deployment').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow();
		const found = await db.selectFrom('task_run').selectAll().where('task_id', '=', id).executeTakeFirstOrThrow();
		return { plan: row.plan_id, run: found };
	});
	const { graph } = await rig.ports.planGraphs.load(plan);
	const found = graph.tasks.find((candidate) => candidate.id === id);
	const assignmentId = rig.ports.newId() as AssignmentId;
	const nothing = { runs: [], starts: [], ends: [], cancels: [], hellos: [], controls: [], retries: [], events: [] };
	const spool = { journalId: 'journal' as never, bootId: 'boot' as never, assignedAtMs: 1 };
	const attempt = { assignmentId, deploymentId: run.deployment_id as never, vertex: run.vertex, number: 1 };
	await rig.store.commit([{ ...nothing, attempts: [{ ...attempt, nodeId: node as NodeId, ...spool }] }]);
	const assignment: Assignment = {
		...{ assignmentId, deploymentId: attempt.deploymentId, taskId: id, attempt: 1, taskType: found?.type ?? '' },
		...{
			parametersJson: Buffer.from(JSON.stringify(parameters ?? found?.parameters)),
			timeoutSeconds: 1,
			isNoop: false,
		},
	};
	const prepared = (await rig.blobs.attemptFiles.prepare(assignment)) ?? { assignment };
	return { assignmentId, prepared };
}

async function endAttempt(assignmentId: AssignmentId): Promise<void> {
	await rig.store.write(({ db }) =>
		db.updateTable('attempt').set({ ended_at: 2 }).where('assignment_id', '=', assignmentId).execute(),
	);
}

describe('files that tasks copy', () => {
	it('are kept when the plan is made, and stand in it with digest, size and mode', async () => {
		const path = join(sources, 'motd');
		writeFileSync(path, 'welcome');
		chmodSync(path, 0o640);
		await addTasks([copy('motd', path)]);
		const plan = await rig.plan();
		const [file] = (await planned(plan.id, 'motd'))['files'] as readonly JsonObject[];
		expect(file).toMatchObject({ src: path, dst: '/to/motd', size: 7, mode: '0640' });
		expect(readFileSync(join(rig.folder, 'blobs', textOf(file?.['sha256'])), 'utf8')).toBe('welcome');
		writeFileSync(path, 'goodbye');
		expect((await rig.plan()).digest).not.toBe(plan.digest);
	});

	it('that cannot be had are problems of the plan, all of them at once', async () => {
		writeFileSync(join(sources, 'there'), 'x');
		symlinkSync('/etc/hostname', join(sources, 'leads-out'));
		mkdirSync(join(sources, 'folder'));
		await addTasks([
			copy('first', join(sources, 'there'), join(sources, 'missing'), '/etc/hostname'),
			copy('second', join(sources, 'leads-out'), join(sources, 'folder'), `${sources}/../outside`),
			task('third', 'sync', { src: 'rsync://master:/puppet/none/', dst: '/to' }),
		]);
		const refusal = await refusalOf(rig.plan());
		expect(refusal.code).toBe('GRAPH_INVALID');
		const listed = refusal.diagnostics.map(({ code, path }) => `${code} ${path}`);
		expect(listed.sort()).toEqual([
			'SOURCE_NOT_ALLOWED first.parameters.files[2].src',
			'SOURCE_NOT_ALLOWED second.parameters.files[0].src',
			'SOURCE_NOT_ALLOWED second.parameters.files[2].src',
			'SOURCE_UNREADABLE first.parameters.files[1].src',
			'SOURCE_UNREADABLE second.parameters.files[1].src',
			'SOURCE_UNREADABLE third.parameters.src',
		]);
		await rig.blobs.blobs.clean();
		expect(readdirSync(join(rig.folder, 'blobs'))).toEqual([]);
	});

	it('that have changed since they were planned are named by the start, which is refused', async () => {
		const [first, second, third] = ['first', 'second', 'third'].map((name) => join(sources, name)) as [
			string,
			string,
			string,
		];
		for (const path of [first, second, third]) {
			writeFileSync(path, 'as planned');
		}
		await addTasks([copy('files', first, second, third)]);
		const plan = await rig.plan();
		writeFileSync(second, 'otherwise!');
		renameSync(third, `${third}.gone`);
		const refusal = await refusalOf(rig.start(plan));
		expect(refusal.code).toBe('PLAN_STALE');
		expect(refusal.message).toContain(`${second} has other content; ${third} does not exist`);
		expect(refusal.message).not.toContain(first);
		writeFileSync(second, 'as planned');
		renameSync(`${third}.gone`, third);
		utimesSync(first, 1, 1);
		expect((await rig.start(plan)).state).toBe('running');
	});

	it('that a task of the plan may make on the master are read when their run is handed out', async () => {
		const path = join(sources, 'key');
		await addTasks([
			task('make_key', 'shell', { cmd: 'true' }, { role: 'master' }),
			task(
				'copy_key',
				'copy_files',
				{ files: [{ src: path, dst: '/key', sha256: 'a'.repeat(64), size: 1 }] },
				{ 'cross-depends': [{ name: 'make_key', role: 'master' }] },
			),
		]);
		const plan = await rig.plan();
		expect((await planned(plan.id, 'copy_key'))['files']).toEqual([{ src: path, dst: '/key' }]);
		await rig.start(plan);
		const { prepared } = await handOut('copy_key');
		expect('problem' in prepared ? prepared.problem : '').toBe(`${path} does not exist`);
	});

	it('that lie outside are refused at once, whoever may make them', async () => {
		await addTasks([
			task('make_key', 'shell', { cmd: 'true' }, { role: 'master' }),
			task(
				'copy_key',
				'copy_files',
				{ files: [{ src: '/root/key', dst: '/key' }] },
				{ 'cross-depends': [{ name: 'make_key', role: 'master' }] },
			),
		]);
		const refusal = await refusalOf(rig.plan());
		expect(refusal.diagnostics.map(({ code }) => code)).toEqual(['SOURCE_NOT_ALLOWED']);
	});
});

describe('an assignment', () => {
	it('lets its node, and no other, read what it names, as long as the attempt is open', async () => {
		writeFileSync(join(sources, 'motd'), 'welcome');
		await addTasks([copy('motd', join(sources, 'motd'))]);
		await rig.start(await rig.plan());
		const { assignmentId, prepared } = await handOut('motd');
		const [file] = (
			'assignment' in prepared
				? (JSON.parse(Buffer.from(prepared.assignment.parametersJson).toString()) as JsonObject)['files']
				: []
		) as readonly JsonObject[];
		const sha256 = textOf(file?.['sha256']);
		const { blobs } = rig.blobs;
		expect(await blobs.isGranted('1' as NodeId, sha256)).toBe(true);
		expect(await blobs.isGranted('2' as NodeId, sha256)).toBe(false);
		await endAttempt(assignmentId);
		expect(await blobs.isGranted('1' as NodeId, sha256)).toBe(false);
	});

	it('carries the tree of a folder with everything in it, and grants its files', async () => {
		const root = join(sources, 'puppet');
		mkdirSync(join(root, 'modules', 'ntp'), { recursive: true });
		writeFileSync(join(root, 'modules', 'ntp', 'init.pp'), 'class ntp {}');
		chmodSync(join(root, 'modules', 'ntp', 'init.pp'), 0o755);
		chmodSync(join(root, 'modules', 'ntp'), 0o750);
		symlinkSync('../../../etc', join(root, 'modules', 'outside'));
		await addTasks([task('modules', 'sync', { src: 'rsync://master:/puppet/modules/', dst: '/etc/puppet/modules' })]);
		const plan = await rig.plan();
		expect(Object.keys((await planned(plan.id, 'modules'))['tree'] ?? {})).toEqual(['sha256', 'size']);
		await rig.start(plan);
		const { assignmentId, prepared } = await handOut('modules');
		const sent = 'assignment' in prepared ? Buffer.from(prepared.assignment.parametersJson).toString() : '{}';
		const { manifest, tree } = JSON.parse(sent) as { manifest: readonly JsonObject[]; tree?: unknown };
		expect(tree).toBeUndefined();
		const sha256 = textOf(manifest[1]?.['sha256']);
		expect(manifest).toEqual([
			{ path: 'ntp', type: 'folder', mode: '0750' },
			{ path: 'ntp/init.pp', type: 'file', mode: '0755', size: 12, sha256 },
			{ path: 'outside', type: 'link', target: '../../../etc' },
		]);
		expect(await rig.blobs.blobs.isGranted('1' as NodeId, sha256)).toBe(true);
		expect((await rig.blobs.blobs.read(sha256)).toString()).toBe('class ntp {}');
		await endAttempt(assignmentId);
		expect(await rig.blobs.blobs.isGranted('1' as NodeId, sha256)).toBe(false);
	});

	it('leaves what comes from other hosts to rsync', async () => {
		await addTasks([task('modules', 'sync', { src: 'rsync://elsewhere:/puppet/modules/', dst: '/to' })]);
		const plan = await rig.plan();
		expect(await planned(plan.id, 'modules')).not.toHaveProperty('tree');
	});

	it('fetches parameters that are larger than an envelope takes, and they are gone when it has ended', async () => {
		const data = 'secret '.repeat(50_000);
		await addTasks([task('large', 'upload_file', { path: '/large', data })]);
		await rig.start(await rig.plan());
		const { assignmentId, prepared } = await handOut('large');
		const assignment = 'assignment' in prepared ? prepared.assignment : undefined;
		expect(assignment?.parametersJson).toHaveLength(0);
		const sha256 = assignment?.parametersBlob?.sha256 ?? '';
		expect(JSON.parse((await rig.blobs.blobs.read(sha256)).toString())).toMatchObject({ path: '/large', data });
		expect(await rig.blobs.blobs.isGranted('1' as NodeId, sha256)).toBe(true);
		await endAttempt(assignmentId);
		expect(await rig.blobs.blobs.isGranted('1' as NodeId, sha256)).toBe(false);
		await rig.blobs.blobs.clean();
		expect(readdirSync(join(rig.folder, 'blobs'))).toEqual([]);
	});

	it('grants nothing that whoever wrote the release names', async () => {
		writeFileSync(join(sources, 'motd'), 'welcome');
		writeFileSync(join(sources, 'secret'), 'secret');
		await addTasks([copy('motd', join(sources, 'motd'))]);
		await rig.start(await rig.plan());
		const lease = rig.blobs.blobs.lease();
		const secret = await rig.blobs.blobs.put(Buffer.from('secret'), lease);
		await rig.blobs.blobs.recordWhole(secret, []);
		const file = { src: join(sources, 'motd'), dst: '/x', sha256: secret.sha256, size: 6 };
		await handOut('motd', '1', { files: [file] });
		expect(await rig.blobs.blobs.isGranted('1' as NodeId, secret.sha256)).toBe(false);
		lease.release();
	});
});
