import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../../../test/support/attempt-rig.js';
import { type BlobAnswer, BlobDoor } from '../../../test/support/blob-door.js';
import { ControllerClock } from '../session/controller-clock.js';
import { ControllerHttps } from '../session/controller-https.js';
import { SERVER_NAME } from '../session/server-name.js';
import { systemClock } from './clock.js';
import { BlobFetcher } from './fetch-blob.js';
import type { AgentIdentity } from './identity-store.js';

let folder: string;
let door: BlobDoor;
let identity: AgentIdentity;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-fetch-'));
	door = await BlobDoor.open(SERVER_NAME);
	identity = await door.identityOf('7');
});

afterAll(() => {
	door.close();
	rmSync(folder, { recursive: true, force: true });
});

function fetcher(owner = identity, clock = new ControllerClock(systemClock)): BlobFetcher {
	door.asked = [];
	const connectionsOf = (node: AgentIdentity) => new ControllerHttps(node, clock);
	const blobs = new BlobFetcher({ connectionsOf, log: silentLog, random: () => 0 });
	blobs.use({ blobUrl: door.blobUrl, identity: owner });
	return blobs;
}

const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
const destination = (): string => join(folder, randomBytes(6).toString('hex'));
const never = (): AbortSignal => new AbortController().signal;

/** Serves ranges, and hangs up after so many bytes of each answer. */
function serve(data: Buffer, mostBytes = data.length): BlobAnswer {
	return (request, response) => {
		const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? 'bytes=0-')?.[1]);
		const rest = data.subarray(start);
		const range = { 'content-range': `bytes ${start}-${data.length - 1}/${data.length}` };
		response.writeHead(start > 0 ? 206 : 200, { 'content-length': rest.length, ...(start > 0 && range) });
		if (rest.length <= mostBytes) {
			response.end(rest);
			return;
		}
		response.write(rest.subarray(0, mostBytes), () => response.destroy());
	};
}

test('content comes whole, for its owner only, shown the certificate of the node', async () => {
	const data = randomBytes(3_000_000);
	door.answer = serve(data);
	const path = destination();
	const blobs = fetcher();
	await blobs.fetch(digest(data), data.length, path, never());
	expect(readFileSync(path).equals(data)).toBe(true);
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(door.asked).toEqual([{ range: undefined, certificate: '7' }]);
	blobs.close();
});

test('a broken connection is taken up where it broke', async () => {
	const data = randomBytes(2_500_000);
	door.answer = serve(data, 1_000_000);
	const path = destination();
	await fetcher().fetch(digest(data), data.length, path, never());
	expect(readFileSync(path).equals(data)).toBe(true);
	expect(door.asked.length).toBeGreaterThanOrEqual(3);
	expect(door.asked.slice(1).every(({ range }) => range !== undefined && range !== 'bytes=0-')).toBe(true);
});

test('a server that gives no ranges is read from the start again', async () => {
	const data = randomBytes(500_000);
	door.answer = (_request, response) => {
		const isFirst = door.asked.length === 1;
		response.writeHead(200, { 'content-length': data.length });
		response.write(isFirst ? data.subarray(0, 100_000) : data, () => (isFirst ? response.destroy() : response.end()));
	};
	const path = destination();
	await fetcher().fetch(digest(data), data.length, path, never());
	expect(readFileSync(path).equals(data)).toBe(true);
});

test('faults of the server are waited for, an address too', async () => {
	const data = Buffer.from('content');
	door.answer = (request, response) => {
		if (door.asked.length < 3) {
			response.writeHead(door.asked.length === 1 ? 503 : 429).end();
		} else {
			serve(data)(request, response);
		}
	};
	const path = destination();
	const blobs = fetcher();
	blobs.use({ blobUrl: '', identity });
	const fetching = blobs.fetch(digest(data), data.length, path, never());
	setTimeout(() => blobs.use({ blobUrl: door.blobUrl, identity }), 50);
	await fetching;
	expect(readFileSync(path, 'utf8')).toBe('content');
	expect(door.asked).toHaveLength(3);
});

test('what the controller does not give is not door.asked for twice', async () => {
	door.answer = (_request, response) => response.writeHead(404).end();
	await expect(fetcher().fetch('a'.repeat(64), 1, destination(), never())).rejects.toThrow(/answered 404/);
	expect(door.asked).toHaveLength(1);
});

test('content with another digest, or more of it than announced, is refused', async () => {
	const data = randomBytes(1_000);
	door.answer = serve(data);
	const blobs = fetcher();
	await expect(blobs.fetch('a'.repeat(64), data.length, destination(), never())).rejects.toThrow(/not the one/);
	expect(door.asked).toHaveLength(2);
	await expect(blobs.fetch(digest(data), 10, destination(), never())).rejects.toThrow(/more than the 10 bytes/);
	await expect(blobs.fetch('../etc', 10, destination(), never())).rejects.toThrow(/no digest/);
});

test('a cancel ends a transfer that stands still', async () => {
	door.answer = (_request, response) => {
		response.writeHead(200, { 'content-length': 100 });
		response.write('x');
	};
	const abort = new AbortController();
	const fetching = fetcher().fetch('a'.repeat(64), 100, destination(), abort.signal);
	const reason = new Error('cancelled');
	setTimeout(() => abort.abort(reason), 100);
	await expect(fetching).rejects.toBe(reason);
});

test('a machine whose clock is wrong judges by the time of the controller, and trusts nobody else for it', async () => {
	const clock = new ControllerClock({ ...systemClock, wallMs: () => 0 });
	clock.hear(Date.now());
	const data = randomBytes(300_000);
	door.answer = serve(data, 100_000);
	const path = destination();
	await fetcher(identity, clock).fetch(digest(data), data.length, path, never());
	expect(readFileSync(path).equals(data)).toBe(true);
	const abort = new AbortController();
	const foreign = fetcher({ ...identity, rootPem: await BlobDoor.foreignRootPem() }, clock);
	const fetching = foreign.fetch('a'.repeat(64), 1, destination(), abort.signal);
	setTimeout(() => abort.abort(new Error('enough')), 700);
	await expect(fetching).rejects.toThrow('enough');
	expect(door.asked).toEqual([]);
});

test('a server of another authority gets no request, and a renewed certificate is used at once', async () => {
	const rootPem = await BlobDoor.foreignRootPem();
	const abort = new AbortController();
	const fetching = fetcher({ ...identity, rootPem }).fetch('a'.repeat(64), 1, destination(), abort.signal);
	setTimeout(() => abort.abort(new Error('enough')), 700);
	await expect(fetching).rejects.toThrow('enough');
	expect(door.asked).toEqual([]);
	const data = Buffer.from('x');
	door.answer = serve(data);
	const blobs = fetcher();
	await blobs.fetch(digest(data), 1, destination(), never());
	blobs.use({ blobUrl: door.blobUrl, identity: await door.identityOf('8') });
	await blobs.fetch(digest(data), 1, destination(), never());
	expect(door.asked.map(({ certificate }) => certificate)).toEqual(['7', '8']);
	blobs.close();
});

test('a file that is there is never written into', async () => {
	const path = destination();
	door.answer = serve(Buffer.from('x'));
	await fetcher().fetch(digest(Buffer.from('x')), 1, path, never());
	await expect(fetcher().fetch(digest(Buffer.from('x')), 1, path, never())).rejects.toThrow(/EEXIST/);
	expect(existsSync(path)).toBe(true);
});
