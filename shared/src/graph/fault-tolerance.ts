import type { JsonValue } from '../model/task.js';

/** Below zero: how many, or which share, must not fail. */
interface FaultTolerance {
	readonly amount: number;
	readonly unit: 'nodes' | 'percent';
}

/** Whether a fault tolerance can be read; one that cannot is the same as none, so it should not be imported. */
export function isFaultTolerance(written: JsonValue): boolean {
	return parseTolerance(written) !== undefined;
}

/**
 * How many nodes of a group of `total` may fail before the deployment stops (reference, section 1.5). It is
 * `total + 1`, which is never reached, without a fault tolerance or with one that cannot be read.
 */
export function allowedFailures(written: JsonValue | undefined, total: number): number {
	const tolerance = parseTolerance(written);
	if (tolerance === undefined) {
		return total + 1;
	}
	const { amount, unit } = tolerance;
	const nodes = unit === 'percent' ? Math.floor((amount * total) / 100) : amount;
	return nodes < 0 ? Math.max(0, total + nodes) : nodes;
}

/** Fractions of a node are cut off; texts hold whole numbers, with or without a percent sign. */
function parseTolerance(written: JsonValue | undefined): FaultTolerance | undefined {
	if (typeof written === 'boolean') {
		return { amount: Number(written), unit: 'nodes' };
	}
	if (typeof written === 'number') {
		return Number.isFinite(written) ? { amount: Math.trunc(written) + 0, unit: 'nodes' } : undefined;
	}
	const match = typeof written === 'string' ? /^([+-]?\d{1,9})(\s*%)?$/.exec(written.trim()) : null;
	return match === null ? undefined : { amount: Number(match[1]), unit: match[2] === undefined ? 'nodes' : 'percent' };
}
