import type { NodeId } from '@stoker/shared/model/ids.js';

const LONGEST_NAME = 63;
/** Room for the suffix that makes a name unique. */
const LONGEST_BASE = 56;
const RESERVED: ReadonlySet<string> = new Set(['master', 'null']);

/**
 * The name a new node would like to have: its host name, made to fit. Never one that could be an id, because nodes
 * are named by either.
 */
export function wishedNodeName(hostName: string, nodeId: NodeId): string {
	const fitting = hostName
		.toLowerCase()
		.replace(/[^a-z0-9.-]+/g, '-')
		.slice(0, LONGEST_BASE)
		.replace(/^[.-]+|[.-]+$/g, '');
	const isUsable = fitting !== '' && !/^[0-9]+$/.test(fitting) && (!RESERVED.has(fitting) || fitting === nodeId);
	return isUsable ? fitting : `node-${nodeId}`;
}

/** The wish itself, or the wish with the lowest suffix from 2 that nobody has. */
export function uniqueNodeName(wish: string, taken: ReadonlySet<string>): string {
	if (!taken.has(wish)) {
		return wish;
	}
	const numbers = Array.from({ length: taken.size + 1 }, (_, index) => index + 2);
	const free = numbers.map((number) => `${wish}-${number}`).find((name) => !taken.has(name));
	return (free ?? wish).slice(0, LONGEST_NAME);
}
