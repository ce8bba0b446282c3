import type { BlockerView, NodeRef, RootRun, RunRef, Some } from '../model/explanation.js';
import type { NodeId } from '../model/ids.js';
import type * as wire from '../wire/stoker/v1/explanation.js';
import { taskRunStateCodec } from './run-state.js';
import { decodePresentTime, decodeTime, encodeTime, present } from './values.js';

type Kind = BlockerView['kind'];
type ViewOf<K extends Kind> = Extract<BlockerView, { kind: K }>;
type WireKind = NonNullable<wire.Blocker['kind']>;
type Case = WireKind['$case'];
type ValueOf<C extends Case> = Extract<WireKind, { $case: C }>['value'];

const encoders: { readonly [K in Kind]: (blocker: ViewOf<K>) => WireKind } = {
	dependency: ({ roots, total }) => ({
		$case: 'dependency',
		value: { roots: roots.items.map(encodeRoot), rootCount: roots.total, total },
	}),
	slot: ({ node, slots, holders }) => ({ $case: 'slot', value: { node, slots, holders: encodeRuns(holders) } }),
	strategy: ({ taskId, limit, holders }) => ({
		$case: 'strategy',
		value: { taskId, limit, holders: encodeRuns(holders) },
	}),
	node_limit: ({ limit, nodes }) => ({
		$case: 'nodeLimit',
		value: { limit, nodes: { items: [...nodes.items], total: nodes.total } },
	}),
	tolerance: ({ kind: _, ...value }) => ({ $case: 'tolerance', value }),
	paused: () => ({ $case: 'paused', value: {} }),
	break_point: ({ name }) => ({ $case: 'breakPoint', value: { name } }),
	retry_wait: ({ attempt, untilMs }) => ({ $case: 'retryWait', value: { attempt, until: encodeTime(untilMs) } }),
	stopping: () => ({ $case: 'stopping', value: {} }),
	held: () => ({ $case: 'held', value: {} }),
	agent_silent: ({ node, sinceMs, leaseEndsAtMs, lostAtMs }) => ({
		$case: 'agentSilent',
		value: {
			node,
			since: encodeTime(sinceMs),
			leaseEndsAt: encodeTime(leaseEndsAtMs),
			lostAt: encodeTime(lostAtMs),
		},
	}),
	agent_absent: ({ node }) => ({ $case: 'agentAbsent', value: { node } }),
	waiting_for_accept: ({ node }) => ({ $case: 'waitingForAccept', value: { node } }),
	foreign_slot: ({ node, attempts }) => ({ $case: 'foreignSlot', value: { node, attempts } }),
};

const decoders: { readonly [C in Case]: (value: ValueOf<C>) => BlockerView } = {
	dependency: ({ roots, rootCount, total }) => ({
		kind: 'dependency',
		roots: { items: roots.map(decodeRoot), total: rootCount },
		total,
	}),
	slot: ({ node, slots, holders }) => ({
		kind: 'slot',
		node: decodeNodeRef(node),
		slots,
		holders: decodeRuns(holders),
	}),
	strategy: ({ taskId, limit, holders }) => ({ kind: 'strategy', taskId, limit, holders: decodeRuns(holders) }),
	nodeLimit: ({ limit, nodes }) => ({
		kind: 'node_limit',
		limit,
		nodes: { items: nodes?.items.map(decodeNodeRef) ?? [], total: nodes?.total ?? 0 },
	}),
	tolerance: (value) => ({ kind: 'tolerance', ...value }),
	paused: () => ({ kind: 'paused' }),
	breakPoint: ({ name }) => ({ kind: 'break_point', name }),
	retryWait: ({ attempt, until }) => ({ kind: 'retry_wait', attempt, untilMs: decodePresentTime(until) }),
	stopping: () => ({ kind: 'stopping' }),
	held: () => ({ kind: 'held' }),
	agentSilent: ({ node, since, leaseEndsAt, lostAt }) => ({
		kind: 'agent_silent',
		node: decodeNodeRef(node),
		sinceMs: decodePresentTime(since),
		leaseEndsAtMs: decodeTime(leaseEndsAt),
		lostAtMs: decodeTime(lostAt),
	}),
	agentAbsent: ({ node }) => ({ kind: 'agent_absent', node: decodeNodeRef(node) }),
	waitingForAccept: ({ node }) => ({ kind: 'waiting_for_accept', node: decodeNodeRef(node) }),
	foreignSlot: ({ node, attempts }) => ({ kind: 'foreign_slot', node: decodeNodeRef(node), attempts }),
};

/** Writes for the wire what holds a run back. */
export function encodeBlocker(blocker: BlockerView): wire.Blocker {
	// TypeScript does not see that table and argument agree; the tables above are checked entry by entry.
	return { kind: (encoders[blocker.kind] as (blocker: BlockerView) => WireKind)(blocker) };
}

/** Reads what holds a run back. Throws PROTOCOL_MISMATCH for a kind this version does not know. */
export function decodeBlocker(message: wire.Blocker): BlockerView {
	const kind = present(message.kind, 'blocker');
	return (decoders[kind.$case] as (value: WireKind['value']) => BlockerView)(kind.value);
}

/** Writes some of many runs for the wire. */
export function encodeRuns({ items, total }: Some<RunRef>): wire.SomeRuns {
	return { items: items.map(encodeRunRef), total };
}

/** Reads some of many runs; none when absent. */
export function decodeRuns(message: wire.SomeRuns | undefined): Some<RunRef> {
	return { items: message?.items.map(decodeRunRef) ?? [], total: message?.total ?? 0 };
}

/** Writes a run for the wire. */
export function encodeRunRef({ sinceMs, timeoutAtMs, state, ...same }: RunRef): wire.RunRef {
	return {
		...same,
		state: taskRunStateCodec.encode(state),
		since: encodeTime(sinceMs),
		timeoutAt: encodeTime(timeoutAtMs),
	};
}

/** Reads a run. */
export function decodeRunRef({ since, timeoutAt, state, nodeId, ...same }: wire.RunRef): RunRef {
	return {
		...same,
		nodeId: nodeId as NodeId,
		state: taskRunStateCodec.decode(state),
		sinceMs: decodeTime(since),
		timeoutAtMs: decodeTime(timeoutAt),
	};
}

/** Reads a machine. */
function decodeNodeRef(message: wire.NodeRef | undefined): NodeRef {
	const { nodeId, nodeName } = present(message, 'node');
	return { nodeId: nodeId as NodeId, nodeName };
}

function encodeRoot({ run, blocker }: RootRun): wire.RootRun {
	return { run: encodeRunRef(run), blocker: blocker === undefined ? undefined : encodeBlocker(blocker) };
}

function decodeRoot({ run, blocker }: wire.RootRun): RootRun {
	return {
		run: decodeRunRef(present(run, 'run')),
		blocker: blocker === undefined ? undefined : decodeBlocker(blocker),
	};
}
