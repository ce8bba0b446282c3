import { parse } from 'yaml';

/** What Puppet counted in one run. */
export interface PuppetSummary {
	readonly total: number;
	readonly changed: number;
	readonly failed: number;
	readonly failedToRestart: number;
	readonly outOfSync: number;
	readonly skipped: number;
	readonly restarted: number;
	/** Time of the run as Puppet measures it. */
	readonly seconds: number;
}

/** Reads `last_run_summary.yaml`; undefined when it does not say how the resources ended. */
export function parsePuppetSummary(text: string): PuppetSummary | undefined {
	let document: unknown;
	try {
		document = parse(text);
	} catch {
		return undefined;
	}
	const resources = entryOf(document, 'resources');
	const count = (name: string): number | undefined => numberOf(entryOf(resources, name));
	const [total, failed, failedToRestart] = [count('total'), count('failed'), count('failed_to_restart')];
	if (total === undefined || failed === undefined || failedToRestart === undefined) {
		return undefined;
	}
	return {
		...{ total, failed, failedToRestart },
		changed: count('changed') ?? 0,
		outOfSync: count('out_of_sync') ?? 0,
		skipped: count('skipped') ?? 0,
		restarted: count('restarted') ?? 0,
		seconds: numberOf(entryOf(entryOf(document, 'time'), 'total')) ?? 0,
	};
}

function entryOf(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function numberOf(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
