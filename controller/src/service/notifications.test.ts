import type { EventBody, NewEvent } from '@stoker/shared/model/event.js';
import { SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import type { EnvironmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { NotificationView } from '@stoker/shared/model/notification.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf, ServiceRig, SUBJECT } from '../../../test/support/service-rig.js';
import { deleteEnvironment } from './delete-environment.js';
import { FullDiskRecord } from './full-disk-record.js';
import { NotificationKeeper } from './notification-keeper.js';
import { listNotifications, markNotificationsRead } from './notifications.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
let rig: ServiceRig;
let stream: EnvironmentId;

beforeEach(async () => {
	rig = await ServiceRig.open();
	await rig.addEnvironment();
	stream = (await rig.plan()).environmentId;
});
afterEach(() => rig.close());

function event(body: EventBody, on: EnvironmentId = stream): NewEvent {
	return { stream: on, atMs: 1, body };
}

const ENDED: EventBody = { kind: 'deployment_changed', deploymentId: 'd' as never, state: 'failed', message: 'x@1: y' };

function unreachable(id: string): EventBody {
	return { kind: 'object_changed', object: 'node', id, action: 'unreachable' };
}

function runChanged(vertex: number, message = ''): EventBody {
	const run = { deploymentId: 'd' as never, vertex, taskId: 't', nodeId: '1' as NodeId, attempt: 1, message };
	return { kind: 'task_run_changed', ...run, from: 'running', to: message === '' ? 'succeeded' : 'failed' };
}

async function append(events: readonly NewEvent[]): Promise<void> {
	await rig.store.write(({ appendEvents }) => appendEvents(events));
}

async function list(request: { environment?: string; withRead?: boolean; pageSize?: number; pageToken?: string } = {}) {
	await rig.services.notifications.whenSettled();
	const all = { environment: '', withRead: false, pageSize: 0, pageToken: '', ...request };
	return listNotifications(rig.ports, all);
}

function texts(items: readonly NotificationView[]): readonly string[] {
	return items.map(({ severity, topic, object }) => `${severity} ${topic} ${object}`);
}

describe('notifications', () => {
	it('tell of what people should know, newest first, and of nothing else', async () => {
		await append([event(ENDED), event(runChanged(1)), event(runChanged(2, 'agent_lost: silent for 200 s'))]);
		// Streams are looked at one after the other.
		await rig.services.notifications.whenSettled();
		await append([event(unreachable('3'), SYSTEM_STREAM)]);
		const waiting = { kind: 'node_changed', nodeId: '7' as NodeId, status: 'pending', message: 'Enrolled.' } as const;
		await append([event(waiting, SYSTEM_STREAM), event(waiting)]);
		const { items } = await list();
		expect(texts(items)).toEqual([
			'warning node_waiting node 7',
			'warning node_unreachable node 3',
			'error node_lost node 1',
			'error deployment_ended deployment d',
		]);
		expect(items.at(-1)).toMatchObject({ environmentName: 'prod', message: 'The deployment failed: x@1: y.' });
		expect(texts((await list({ environment: 'prod' })).items)).toHaveLength(2);
	});

	it('are told once, also by a controller that takes up where another was killed', async () => {
		await append([event(ENDED)]);
		expect((await list()).items).toHaveLength(1);
		// A killed one: its events are stored, what would be made of them is not.
		await rig.services.notifications.stop();
		await append([event(runChanged(1)), event(unreachable('3'), SYSTEM_STREAM), event({ ...ENDED, state: 'stopped' })]);
		expect((await list()).items).toHaveLength(1);
		for (let restarts = 0; restarts < 2; restarts++) {
			const next = new NotificationKeeper({ store: rig.store, log: QUIET });
			await next.start();
			await next.stop();
			expect(texts((await list()).items).toSorted()).toEqual([
				'error deployment_ended deployment d',
				'warning deployment_ended deployment d',
				'warning node_unreachable node 3',
			]);
		}
	});

	it('keep their cursor close behind a stream without any', async () => {
		for (let batch = 0; batch < 5; batch++) {
			await append(Array.from({ length: 500 }, (_, vertex) => event(runChanged(vertex))));
		}
		await rig.services.notifications.whenSettled();
		const { sequence } = await rig.store.read(({ db }) =>
			db.selectFrom('notification_cursor').select('sequence').where('stream', '=', stream).executeTakeFirstOrThrow(),
		);
		expect(sequence).toBeGreaterThan(1_400);
	});

	it('are bounded: the oldest make room', async () => {
		for (let batch = 0; batch < 3; batch++) {
			await append(Array.from({ length: 500 }, (_, id) => event(unreachable(`${batch * 500 + id}`), SYSTEM_STREAM)));
		}
		const ids: string[] = [];
		for (let pageToken = ''; ; ) {
			const page = await list({ pageSize: 400, pageToken });
			ids.push(...page.items.map(({ object }) => object));
			pageToken = page.nextPageToken;
			if (pageToken === '') {
				break;
			}
		}
		expect(ids).toHaveLength(1_000);
		expect([ids[0], ids.at(-1)]).toEqual(['node 1499', 'node 500']);
	});

	it('are read by ids or all together, which is audited', async () => {
		await append([1, 2, 3].map((id) => event(unreachable(`${id}`), SYSTEM_STREAM)));
		const { items } = await list();
		const [newest] = items;
		expect(await markNotificationsRead(rig.ports, { ids: [newest?.id ?? ''], all: false }, SUBJECT)).toBe(1);
		expect((await list()).items).toHaveLength(2);
		expect((await list({ withRead: true })).items[0]).toMatchObject({ object: 'node 3', readBy: 'admin alice' });
		expect(await markNotificationsRead(rig.ports, { ids: [], all: true }, SUBJECT)).toBe(2);
		expect((await list()).items).toEqual([]);
		const audited = await rig.store.read(({ db }) =>
			db.selectFrom('audit').select('object').where('action', '=', 'MarkNotificationsRead').execute(),
		);
		expect(audited.map(({ object }) => object)).toEqual(['1 notifications', 'all notifications']);
		for (const request of [
			{ ids: [], all: false },
			{ ids: ['1'], all: true },
			{ ids: ['x'], all: false },
		]) {
			expect((await refusalOf(markNotificationsRead(rig.ports, request, SUBJECT))).code).toBe('INVALID_REQUEST');
		}
	});

	it('go with their environment', async () => {
		await append([event(ENDED), event(unreachable('3'), SYSTEM_STREAM)]);
		expect((await list()).items).toHaveLength(2);
		await deleteEnvironment(rig.ports, 'prod', SUBJECT);
		expect(texts((await list({ withRead: true })).items)).toEqual(['warning node_unreachable node 3']);
	});

	it('tell that the disk was full, once there is room', async () => {
		let nowMs = 0;
		const clock = { wallMs: () => 5, monotonicMs: () => nowMs };
		const record = new FullDiskRecord({ store: rig.store, clock, log: QUIET });
		record.changed(false);
		record.changed(true);
		record.changed(true);
		nowMs = 12_000;
		record.changed(false);
		record.changed(false);
		await expect
			.poll(async () => (await list()).items.map(({ message }) => message))
			.toEqual(['The disk of the controller was full for 12 s: nothing could be stored meanwhile.']);
	});
});
