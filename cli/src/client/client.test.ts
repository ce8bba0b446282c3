import { setTimeout as sleep } from 'node:timers/promises';
import { encodeLogPiece } from '@stoker/shared/codec/log.js';
import { encodeNode } from '@stoker/shared/codec/node.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { LogServiceService } from '@stoker/shared/wire/stoker/v1/log.js';
import { NodeServiceService } from '@stoker/shared/wire/stoker/v1/node.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeController } from '../../../test/support/fake-controller.js';
import { FakeEnvironment } from '../../../test/support/fake-environment.js';
import { DEPLOYMENT_ID, sampleNode } from '../../../test/support/view-samples.js';
import { CallError } from './call-error.js';
import { connect, type StokerClient } from './client.js';
import type { ConnectOptions } from './connection.js';

let controller: FakeController;
const clients: StokerClient[] = [];

beforeEach(async () => {
	controller = await FakeController.create();
});

afterEach(async () => {
	for (const client of clients.splice(0)) {
		client.close();
	}
	await controller.remove();
});

function connectTo(path: string, options: ConnectOptions = {}): StokerClient {
	const client = connect({ kind: 'socket', path }, options);
	clients.push(client);
	return client;
}

async function failure(promise: Promise<unknown>): Promise<CallError> {
	const error = await promise.catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(CallError);
	return error as CallError;
}

async function restart(): Promise<void> {
	await controller.kill();
	await controller.start();
}

const NODES = NodeServiceService;

describe('unary calls', () => {
	it('read every page of a listing', async () => {
		controller.unary(NODES, NODES.listNodes, ({ pageToken }) => {
			const page = Number(pageToken || '0');
			return { nodes: [encodeNode(sampleNode(String(page)))], nextPageToken: page < 2 ? String(page + 1) : '' };
		});
		await controller.start();
		const names: string[] = [];
		for await (const node of connectTo(controller.socketPath).nodes.list()) {
			names.push(node.name);
		}
		expect(names).toEqual(['app-0', 'app-1', 'app-2']);
	});

	it('refuse a listing that goes in circles', async () => {
		controller.unary(NODES, NODES.listNodes, () => ({ nodes: [], nextPageToken: 'again' }));
		await controller.start();
		const pages = connectTo(controller.socketPath).nodes.list();
		await expect(pages.next()).rejects.toThrow(/same page twice/);
	});

	it('carry the code, the object and the next step of a refusal', async () => {
		controller.unary(NODES, NODES.getNode, ({ node }) => {
			throw new StokerError('NODE_NOT_FOUND', `There is no node '${node}'.`, { subject: { node } });
		});
		await controller.start();
		const { status, code } = await failure(connectTo(controller.socketPath).nodes.get('app-9'));
		expect(code).toBe('NODE_NOT_FOUND');
		expect(status).toMatchObject({
			status: 'NOT_FOUND',
			message: "There is no node 'app-9'.",
			subject: { node: 'app-9' },
			nextStep: 'List them with `stoker node list`.',
			requestId: 'request-1',
		});
	});

	it('fail at once, in plain words, where no controller is', async () => {
		const { code, message } = await failure(connectTo('/nowhere/admin.sock').nodes.get('1'));
		expect(code).toBe('UNAVAILABLE');
		expect(message).toMatch(/^No controller answers at \/nowhere\/admin\.sock/);
	});

	it('end at their deadline', async () => {
		controller.unary(NODES, NODES.getNode, async () => {
			await sleep(2000);
			throw new Error('too late');
		});
		await controller.start();
		const { code, message } = await failure(connectTo(controller.socketPath, { timeoutMs: 50 }).nodes.get('1'));
		expect(code).toBe('DEADLINE_EXCEEDED');
		expect(message).toMatch(/did not answer in time/);
	});

	it('end when the caller gives up', async () => {
		controller.unary(NODES, NODES.getNode, () => new Promise<never>(() => undefined));
		await controller.start();
		const interrupt = new AbortController();
		const call = connectTo(controller.socketPath, { signal: interrupt.signal }).nodes.get('1');
		setTimeout(() => interrupt.abort(), 20);
		await expect(call).rejects.toMatchObject({ name: 'AbortError' });
	});
});

describe('watching events', () => {
	it('goes on after a restart without missing or repeating one', async () => {
		const environment = new FakeEnvironment();
		environment.serve(controller);
		await controller.start();
		const states: string[] = [];
		const options = { onConnection: (state: string): void => void states.push(state) };
		const request = { environment: 'prod', start: { kind: 'snapshot' } } as const;
		const sequences: number[] = [];
		let deployments = 0;
		for await (const item of connectTo(controller.socketPath).events.watch(request, options)) {
			if (item.kind === 'snapshot') {
				deployments += 1;
				environment.run('first@1', 'ready running');
				continue;
			}
			sequences.push(item.event.sequence);
			if (item.event.sequence === 1) {
				await controller.kill();
				environment.run('first@1', 'running succeeded');
				environment.run('second@1', 'pending ready');
				await controller.start();
			} else if (item.event.sequence === 3) {
				await restart();
				environment.end('succeeded');
			} else if (item.event.sequence === 4) {
				break;
			}
		}
		expect(deployments).toBe(1);
		expect(sequences).toEqual([1, 2, 3, 4]);
		expect(states).toEqual(['lost', 'restored', 'lost', 'restored']);
	});

	it('takes a snapshot when the events in between are gone', async () => {
		const environment = new FakeEnvironment();
		environment.serve(controller);
		await controller.start();
		environment.run('first@1', 'ready running');
		const request = { environment: 'prod', start: { kind: 'after', sequence: 0 } } as const;
		const kinds: string[] = [];
		for await (const item of connectTo(controller.socketPath).events.watch(request)) {
			kinds.push(item.kind);
			if (item.kind === 'snapshot') {
				break;
			}
			await controller.kill();
			environment.run('first@1', 'running succeeded');
			environment.run('second@1', 'pending ready');
			environment.compactedTo = 3;
			await controller.start();
		}
		expect(kinds).toEqual(['event', 'snapshot']);
	});

	it('does not wait for a controller that was never there', async () => {
		const request = { environment: '', start: { kind: 'snapshot' } } as const;
		const watch = connectTo('/nowhere/admin.sock').events.watch(request);
		expect((await failure(watch.next())).code).toBe('UNAVAILABLE');
	});

	it('gives up on a controller that does not come back', async () => {
		new FakeEnvironment().serve(controller);
		await controller.start();
		const request = { environment: 'prod', start: { kind: 'snapshot' } } as const;
		const watch = connectTo(controller.socketPath).events.watch(request, { patienceMs: 0 });
		await watch.next();
		await controller.kill();
		expect((await failure(watch.next())).code).toBe('UNAVAILABLE');
	});

	it('ends by itself when only what is stored was asked for', async () => {
		const environment = new FakeEnvironment();
		environment.serve(controller);
		await controller.start();
		environment.run('first@1', 'ready running');
		const request = { environment: 'prod', start: { kind: 'after', sequence: 0 }, untilNow: true } as const;
		const items = [];
		for await (const item of connectTo(controller.socketPath).events.watch(request)) {
			items.push(item.kind);
		}
		expect(items).toEqual(['event']);
	});
});

describe('reading a log', () => {
	it('goes on after a restart at the byte where it broke, in the same attempt', async () => {
		const output = Buffer.from('one\ntwo\nthree\n');
		const asked: object[] = [];
		controller.streaming(LogServiceService, LogServiceService.readLog, async ({ attempt, offset }, write, isOpen) => {
			asked.push({ attempt, offset });
			const end = asked.length === 1 ? 5 : output.length;
			write(encodeLogPiece({ attempt: 2, offset, data: output.subarray(offset, end) }));
			while (asked.length === 1 && isOpen()) {
				await sleep(5);
			}
		});
		await controller.start();
		const request = { deploymentId: DEPLOYMENT_ID, taskId: 'a', node: '1', attempt: 0, offset: 0, follow: true };
		const pieces: Uint8Array[] = [];
		for await (const piece of connectTo(controller.socketPath).logs.read(request)) {
			pieces.push(piece.data);
			if (pieces.length === 1) {
				await restart();
			}
		}
		expect(Buffer.concat(pieces)).toEqual(output);
		expect(asked).toEqual([
			{ attempt: 0, offset: 0 },
			{ attempt: 2, offset: 5 },
		]);
	});
});
