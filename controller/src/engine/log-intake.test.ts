import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ControllerEnvelope, LogChunk } from '@stoker/shared/model/session.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Meters } from '../meter/meters.js';
import { LogFiles } from '../store/log-files.js';
import { AgentSession } from './agent-session.js';
import { LogIntake, type LogStore } from './log-intake.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const ATTEMPT = 'attempt-1' as never;

let folder: string;
let files: LogFiles;
let sent: ControllerEnvelope[];
let session: AgentSession;
/** Refusals of the disk that are still to come. */
let refusals: number;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-intake-'));
	files = new LogFiles(folder);
	sent = [];
	refusals = 0;
	const transport = { isClosed: false, send: (envelope: ControllerEnvelope) => void sent.push(envelope), close() {} };
	const ids = { nodeId: '1', instanceId: 'i', bootId: 'b', journalId: 'j', agentVersion: '', inventoryDigest: '' };
	session = new AgentSession({ ...ids, slots: 1, attempts: [] } as never, transport, 1, 0);
	session.open({ sessionEpoch: 1, verdicts: [] } as never);
	sent.length = 0;
});

afterEach(async () => {
	await files.close();
	rmSync(folder, { recursive: true });
});

function intake(): LogIntake {
	const refuseSome = <Result>(work: () => Promise<Result>): Promise<Result> =>
		refusals-- > 0 ? Promise.reject(new Error('no space left on device')) : work();
	const logs: LogStore = {
		append: (deployment, attempt, chunk) => refuseSome(() => files.append(deployment, attempt, chunk)),
		length: (deployment, attempt) => refuseSome(() => files.length(deployment, attempt)),
	};
	const deploymentOf = () => Promise.resolve('deployment-1' as never);
	return new LogIntake({ meters: new Meters(), logs, log: QUIET, sleep: () => Promise.resolve(), deploymentOf });
}

const chunk = (offset: number, text: string): LogChunk => ({ assignmentId: ATTEMPT, offset, data: Buffer.from(text) });

async function untilAnswered(count: number): Promise<readonly number[]> {
	while (sent.length < count) {
		await new Promise((resolve) => setImmediate(resolve));
	}
	return sent.flatMap((envelope) => (envelope.logs ?? []).map((log) => log.storedLength));
}

it('asks again for output that could not be stored', async () => {
	const taker = intake();
	taker.take(session, [chunk(0, 'one ')]);
	expect(await untilAnswered(1)).toEqual([4]);
	refusals = 3;
	taker.take(session, [chunk(4, 'two ')]);
	expect(await untilAnswered(2)).toEqual([4, 4]);
	taker.take(session, [chunk(4, 'two ')]);
	expect(await untilAnswered(3)).toEqual([4, 4, 8]);
});

it('waits for nobody once the session is closed', async () => {
	const taker = intake();
	refusals = Number.POSITIVE_INFINITY;
	taker.take(session, [chunk(0, 'one ')]);
	session.close();
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(refusals).toBe(Number.POSITIVE_INFINITY);
	expect(sent).toEqual([]);
});

it('refuses an agent that sends more than it may', () => {
	const taker = intake();
	const flood = [chunk(0, 'x'.repeat(700_000))];
	taker.take(session, flood);
	expect(() => taker.take(session, flood)).toThrow('wait to be acknowledged');
});
