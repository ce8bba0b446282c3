import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of ENGINE's CPU budget per task. */
export type CpuPart = 'streams' | 'commit' | 'graph' | 'codec' | 'rest';

interface CpuProfile {
	readonly nodes: readonly {
		readonly id: number;
		readonly callFrame: { readonly functionName: string; readonly url: string };
	}[];
	readonly samples: readonly number[];
	readonly timeDeltas: readonly number[];
}

/** First match wins; what matches nothing is the rest. */
const PARTS: readonly (readonly [RegExp, CpuPart])[] = [
	[/\/(better-sqlite3|store)\//, 'commit'],
	[/\/(engine|scheduler|graph)\//, 'graph'],
	[/\/(codec|wire|protobuf)\//, 'codec'],
	[/\/grpc\//, 'codec'],
	[/@grpc\/|node:internal\/(http2|stream|net|tls|js_stream)|node:(_tls|net|tls|stream|http2|_http)/, 'streams'],
];

/** Shares of the CPU time that a controller's profiles hold, adding up to 1. */
export function cpuShares(folder: string): Readonly<Record<CpuPart, number>> {
	const microseconds: Record<CpuPart, number> = { streams: 0, commit: 0, graph: 0, codec: 0, rest: 0 };
	for (const name of readdirSync(folder).filter((file) => file.endsWith('.cpuprofile'))) {
		const profile = JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile;
		const isDatabaseThread = profile.nodes.some(({ callFrame }) =>
			/sqlite\/(thread|hot-statements)/.test(callFrame.url),
		);
		const hasDoors = profile.nodes.some(({ callFrame }) => callFrame.url.includes('@grpc/'));
		addProfile(profile, isDatabaseThread && !hasDoors ? 'commit' : undefined, microseconds);
	}
	const total = Object.values(microseconds).reduce((sum, value) => sum + value, 0);
	return Object.fromEntries(
		Object.entries(microseconds).map(([part, value]) => [part, value / total]),
	) as unknown as Record<CpuPart, number>;
}

function addProfile(profile: CpuProfile, whole: CpuPart | undefined, into: Record<CpuPart, number>): void {
	const parts = new Map(profile.nodes.map(({ id, callFrame }) => [id, partOf(callFrame, whole)]));
	for (const [index, id] of profile.samples.entries()) {
		const part = parts.get(id);
		if (part !== undefined) {
			into[part] += profile.timeDeltas[index] ?? 0;
		}
	}
}

function partOf(
	frame: { readonly functionName: string; readonly url: string },
	whole: CpuPart | undefined,
): CpuPart | undefined {
	if (frame.functionName === '(idle)') {
		return undefined;
	}
	if (whole !== undefined) {
		return whole;
	}
	// What V8 cannot name on the main thread is nearly all TLS, HTTP/2 and system calls of the sockets.
	if (frame.functionName === '(program)') {
		return 'streams';
	}
	return PARTS.find(([pattern]) => pattern.test(frame.url))?.[1] ?? 'rest';
}
