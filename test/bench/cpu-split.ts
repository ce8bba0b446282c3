import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from './measure.js';

/** The parts of ENGINE's CPU budget per task. */
export type CpuPart = 'streams' | 'commit' | 'graph' | 'codec' | 'rest';

/** What the controller used between two readings. */
export interface CpuWindow {
	readonly pid: number;
	readonly begin: Reading;
	readonly end: Reading;
}

interface CallFrame {
	readonly functionName: string;
	readonly url: string;
}

interface CpuProfile {
	/** Microseconds on the monotonic clock. */
	readonly startTime: number;
	readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
	readonly samples: readonly number[];
	readonly timeDeltas: readonly number[];
}

/** First match wins; what matches nothing is the rest. */
const PARTS: readonly (readonly [RegExp, CpuPart])[] = [
	[/\/(better-sqlite3|store)\/|node:internal\/worker/, 'commit'],
	[/\/(engine|scheduler|graph)\//, 'graph'],
	[/\/(codec|wire|protobuf)\/|\/controller\/dist\/grpc\//, 'codec'],
	[/@grpc\/|node:internal\/(http2|stream|streams|net|tls|js_stream)|node:(_tls|net|tls|stream|http2)/, 'streams'],
];

/**
 * CPU seconds of a window by part. The main thread is split by its profile; the busiest other thread is the one that
 * writes to the database; the others collect garbage and compile.
 */
export function splitCpu(folder: string, window: CpuWindow): Readonly<Record<CpuPart, number>> {
	const used = (thread: number): number =>
		(window.end.threads.get(thread) ?? 0) - (window.begin.threads.get(thread) ?? 0);
	const main = used(window.pid);
	const others = [...window.end.threads.keys()].filter((thread) => thread !== window.pid).map(used);
	const writer = Math.max(0, ...others);
	const shares = sharesOfMain(folder, window);
	const seconds = Object.fromEntries(
		Object.entries(shares).map(([part, share]) => [part, share * main]),
	) as unknown as Record<CpuPart, number>;
	seconds.commit += writer;
	seconds.rest += others.reduce((sum, value) => sum + value, 0) - writer;
	return seconds;
}

/** Shares of the main thread's time, adding up to 1. */
function sharesOfMain(folder: string, window: CpuWindow): Record<CpuPart, number> {
	const totals: Record<CpuPart, number> = { streams: 0, commit: 0, graph: 0, codec: 0, rest: 0 };
	for (const name of readdirSync(folder).filter((file) => file.endsWith('.cpuprofile'))) {
		addProfile(JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile, window, totals);
	}
	const sum = Object.values(totals).reduce((total, value) => total + value, 0);
	if (sum === 0) {
		throw new Error(`no CPU profile of the window in ${folder}`);
	}
	for (const part of Object.keys(totals) as CpuPart[]) {
		totals[part] /= sum;
	}
	return totals;
}

function addProfile(profile: CpuProfile, window: CpuWindow, totals: Record<CpuPart, number>): void {
	const parts = new Map(profile.nodes.map(({ id, callFrame }) => [id, partOf(callFrame)]));
	let at = profile.startTime;
	for (const [index, id] of profile.samples.entries()) {
		const delta = profile.timeDeltas[index] ?? 0;
		at += delta;
		const part = parts.get(id);
		if (part && at >= window.begin.monotonicMicroseconds && at <= window.end.monotonicMicroseconds) {
			totals[part] += delta;
		}
	}
}

function partOf({ functionName, url }: CallFrame): CpuPart | undefined {
	if (functionName === '(idle)') {
		return undefined;
	}
	// What V8 cannot name is TLS, HTTP/2 and the system calls of sockets; posting has no place of its own either.
	if (functionName === '(program)' || functionName === 'writeBuffer') {
		return 'streams';
	}
	if (functionName === 'postMessage') {
		return 'commit';
	}
	return PARTS.find(([pattern]) => pattern.test(url))?.[1] ?? 'rest';
}
