import { VERTEX_ANCHOR } from '@stoker/shared/graph/plan-graph.js';
import { UNCONTROLLED } from '@stoker/shared/model/deployment-control.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { Dispatcher } from '@stoker/shared/scheduler/dispatcher.js';
import { type FaultGroup, faultGroupsOf } from '@stoker/shared/scheduler/fault-policy.js';
import { nodeStepOf } from '../../../controller/src/engine/deployment-records.js';
import type { Case, Comparison } from '../case.js';
import { asSet, listOf, objectOf, textOf } from '../json.js';
import { SYNC_NAME } from './execution-input.js';
import { isSyncNode, type RecordedRunInput, readRecordedRun } from './recorded-run-input.js';
import { recordedWeights } from './recorded-weights.js';

/** More ticks than any case lasts. */
const MAX_TICKS = 10_000;
/** Nothing of a case depends on what time it is. */
const NOW_MS = 0;

const NODE_WORDS = {
	deployment_succeeded: 'ready',
	deployment_failed: 'error',
	deployment_stopped: 'stopped',
} as const;

/** A whole run of the old engine with simulated tasks, against the scheduler of ours with all nodes in step. */
export function answerRecordedRun(given: Case): Comparison {
	const observed = objectOf(given['observed']);
	const input = objectOf(given['input']);
	const policies = objectOf(input['policies']);
	const read = readRecordedRun(input);
	if (read === undefined) {
		const decisions = policies['dry_run'] === true ? ['plan-is-validated'] : [];
		return { expected: expectedOf(observed), actual: REFUSED, decisions };
	}
	const run = new RecordedRun(read, policies);
	const actual = run.answer(observed);
	return { expected: expectedOf(observed), actual, decisions: [...run.decisions()] };
}

const REFUSED: JsonObject = { refused: true };

function expectedOf(observed: JsonObject): JsonObject {
	if (observed['exception'] !== undefined && observed['exception'] !== null) {
		return REFUSED;
	}
	const nodes = Object.entries(objectOf(observed['nodes'])).filter(([uid]) => uid !== SYNC_NAME);
	const left = observed['tolerance_left'];
	return {
		refused: false,
		tasks: observed['tasks'] ?? {},
		success: observed['engine_result_success'] ?? null,
		status: objectOf(observed['deployment_report'])['status'] ?? null,
		nodes: Object.fromEntries(nodes.map(([uid, node]) => [uid, objectOf(node)['reported_status'] ?? null])),
		order: orderByNode(listOf(observed['start_order']).map(textOf)),
		isWithinBounds: true,
		...(left === undefined ? {} : { tolerance: asSet(listOf(left).map(toleranceRow)) }),
	};
}

function toleranceRow(row: JsonValue): JsonObject {
	const { name, left, failed } = objectOf(row) as Record<'name' | 'left' | 'failed', JsonValue | undefined>;
	return { name: name ?? '', left: left ?? 0, failed: asSet(listOf(failed)) };
}

/** What began on each node, in order: between nodes any order is right. */
function orderByNode(started: readonly string[]): JsonObject {
	const order: Record<string, string[]> = {};
	for (const name of started) {
		const [uid = '', task = ''] = name.split('/');
		order[uid] = [...(order[uid] ?? []), task];
	}
	return order;
}

/** Runs a graph with all nodes in step: in each tick every node, in order, ends what it runs and takes its next task. */
class RecordedRun {
	readonly #input: RecordedRunInput;
	readonly #dispatcher: Dispatcher;
	readonly #groups: readonly FaultGroup[];
	readonly #offline: ReadonlySet<string>;
	readonly #isDry: boolean;
	readonly #hasNodeRange: boolean;
	/** What each node runs, and the tick in which it ends. */
	readonly #running = new Map<number, { readonly vertex: number; readonly endsAt: number }>();
	readonly #started: string[] = [];
	readonly #most = { busy: 0, ofTask: new Map<string, number>() };

	constructor(input: RecordedRunInput, policies: JsonObject) {
		this.#input = input;
		this.#offline = new Set(listOf(policies['offline_nodes']).map(textOf));
		this.#isDry = policies['dry_run'] === true;
		this.#hasNodeRange = JSON.stringify(policies['subgraphs'] ?? []).includes('-');
		const graph = { ...input.graph, faultToleranceGroups: listOf(policies['fault_tolerance_groups']).map(groupOf) };
		this.#groups = faultGroupsOf(graph);
		const { node_concurrency: nodesAtOnce } = policies as { readonly node_concurrency?: JsonValue };
		const limits = { ...UNCONTROLLED.limits, nodesAtOnce: typeof nodesAtOnce === 'number' ? nodesAtOnce : 0 };
		const control = { ...UNCONTROLLED, limits };
		this.#dispatcher = new Dispatcher({
			graph,
			priorities: recordedWeights(graph),
			faultGroups: this.#groups,
			control,
		});
	}

	answer(observed: JsonObject): JsonObject {
		if (!this.#isDry) {
			this.#run();
		}
		const isSuccess = this.#dispatcher.exceeded === undefined;
		const nodes = Object.keys(objectOf(observed['nodes'])).filter((uid) => uid !== SYNC_NAME);
		return {
			refused: false,
			tasks: Object.fromEntries(this.#input.names.map((name, vertex) => [name, this.#wordOf(vertex)])),
			success: isSuccess,
			status: isSuccess ? 'ready' : 'error',
			nodes: Object.fromEntries(nodes.map((uid) => [uid, this.#statusOf(uid)])),
			order: orderByNode(this.#started),
			isWithinBounds: this.#isWithin(observed),
			...(observed['tolerance_left'] === undefined ? {} : { tolerance: this.#toleranceLeft() }),
		};
	}

	/** What was decided otherwise than in the old engine, as far as this run shows it. */
	*decisions(): Iterable<string> {
		const { graph, tasks, nodes } = this.#input;
		const states = tasks.map((_task, vertex) => this.#dispatcher.stateOf(vertex));
		const isOnly = (node: number): boolean =>
			states.some((state, vertex) => graph.vertexNode[vertex] === node && state === 'dep_failed') &&
			!states.some((state, vertex) => graph.vertexNode[vertex] === node && state === 'failed');
		if (this.#dispatcher.exceeded !== undefined) {
			yield 'exceeded-is-failed';
			yield 'ended-stays-ended';
		}
		if ([...nodes.values()].some(isOnly)) {
			yield 'failures-are-charged';
		}
		if (states.some((state, vertex) => state === 'failed' && !this.#dispatcher.counts(vertex))) {
			yield 'tolerated-failure-passes';
		}
		if (this.#dispatcher.isStopping) {
			yield 'ended-stays-ended';
			yield 'stop-cancels-what-waits';
		}
		if (tasks.some(({ outcome }) => outcome === 'pollraise' || outcome === 'raise')) {
			yield 'fault-fails-its-own-run';
		}
		if (!nodes.has(SYNC_NAME)) {
			yield 'sync-node-is-optional';
		}
		if (this.#hasNodeRange) {
			yield 'ranges-are-nodes';
		}
	}

	#run(): void {
		for (const nodeId of this.#offline) {
			this.#dispatcher.exclude({ nodeId: nodeId as NodeId, reason: 'lost' });
		}
		this.#dispatcher.settle();
		for (let tick = 0; tick < MAX_TICKS && !this.#dispatcher.isFinished; tick++) {
			for (const node of this.#input.nodes.values()) {
				this.#visit(node, tick);
			}
		}
	}

	#visit(node: number, tick: number): void {
		const current = this.#running.get(node);
		if (current !== undefined && current.endsAt <= tick) {
			this.#end(node, current.vertex);
		}
		if (this.#running.has(node)) {
			return;
		}
		this.#dispatcher.setSlots(node, 1);
		const begun = this.#dispatcher.next(NOW_MS);
		this.#dispatcher.setSlots(node, 0);
		if (begun !== undefined) {
			this.#begin(node, begun.vertex, tick);
		}
	}

	#begin(node: number, vertex: number, tick: number): void {
		const task = this.#input.tasks[vertex];
		this.#started.push(this.#input.names[vertex] ?? '');
		this.#running.set(node, { vertex, endsAt: tick + (task?.polls ?? 1) });
		this.#countBusy();
		if (task?.stopsOnStart === true) {
			this.#dispatcher.stop();
		}
		if (task?.outcome === 'raise') {
			this.#end(node, vertex);
		}
	}

	#end(node: number, vertex: number): void {
		const task = this.#input.tasks[vertex];
		this.#running.delete(node);
		this.#dispatcher.finish(vertex, task?.outcome === 'ok' ? 'succeeded' : 'failed', NOW_MS);
		if (task?.stopsOnFinish === true) {
			this.#dispatcher.stop();
		}
	}

	#countBusy(): void {
		const busy = [...this.#running].filter(([node]) => !isSyncNode(this.#input.graph, node));
		this.#most.busy = Math.max(this.#most.busy, busy.length);
		const atWork = new Map<string, number>();
		for (const [, { vertex }] of this.#running) {
			const id = this.#input.graph.tasks[this.#input.graph.vertexTask[vertex] ?? -1]?.id ?? '';
			atWork.set(id, (atWork.get(id) ?? 0) + 1);
			this.#most.ofTask.set(id, Math.max(this.#most.ofTask.get(id) ?? 0, atWork.get(id) ?? 0));
		}
	}

	/** The old words: what executes nothing was skipped there, and so was what a brake or a stop left undone. */
	#wordOf(vertex: number): string {
		const { graph } = this.#input;
		const state = this.#dispatcher.stateOf(vertex);
		const isOffline = this.#offline.has(graph.nodes[graph.vertexNode[vertex] ?? -1]?.name ?? '');
		switch (state) {
			case 'succeeded':
				return graph.vertexKind[vertex] === VERTEX_ANCHOR ? 'skipped' : 'successful';
			case 'cancelled':
				// What a node that is away leaves undone counted as given up for a failure.
				return isOffline ? 'dep_failed' : 'skipped';
			case 'failed':
				return graph.tasks[graph.vertexTask[vertex] ?? -1]?.failOnError === false ? 'skipped' : 'failed';
			default:
				return state;
		}
	}

	/** Nobody was told of a node without tasks, or of any in a dry run. */
	#statusOf(uid: string): string | null {
		const { graph, nodes } = this.#input;
		const node = nodes.get(uid) ?? -1;
		const vertices = [...graph.vertexNode.keys()].filter((vertex) => graph.vertexNode[vertex] === node);
		if (vertices.length === 0 || this.#isDry) {
			return null;
		}
		if (this.#offline.has(uid)) {
			return 'error';
		}
		const tolerated = vertices.filter((vertex) => {
			const isTolerated = graph.tasks[graph.vertexTask[vertex] ?? -1]?.failOnError === false;
			return isTolerated && this.#dispatcher.stateOf(vertex) === 'failed';
		});
		return NODE_WORDS[nodeStepOf(this.#dispatcher.countsOf(node), tolerated.length)];
	}

	#isWithin(observed: JsonObject): boolean {
		const { max_busy_nodes: busy } = observed as { readonly max_busy_nodes?: JsonValue };
		const bounds = Object.entries(objectOf(observed['max_parallel_per_task']));
		const isWithinTasks = bounds.every(([id, most]) => {
			return typeof most !== 'number' || (this.#most.ofTask.get(id) ?? 0) <= most;
		});
		return isWithinTasks && (typeof busy !== 'number' || this.#most.busy <= busy);
	}

	/** Groups that have lost anything, as the old report names them. */
	#toleranceLeft(): JsonValue {
		const { graph } = this.#input;
		const hasFailed = (node: number): boolean =>
			[...graph.vertexNode.keys()].some((vertex) => {
				const isOf = graph.vertexNode[vertex] === node;
				return isOf && this.#dispatcher.stateOf(vertex) === 'failed' && this.#dispatcher.counts(vertex);
			});
		return asSet(
			this.#groups.flatMap(({ name, nodes, allowedFailures }) => {
				const failed = nodes.filter((node) => {
					return hasFailed(node) || this.#offline.has(graph.nodes[node]?.name ?? '');
				});
				const names = failed.map((node) => graph.nodes[node]?.name ?? '');
				const isDefault = name === this.#groups.at(-1)?.name;
				const shown = isDefault ? 'zero_tolerance_as_default_for_nodes' : name;
				return failed.length === 0
					? []
					: [{ name: shown, left: allowedFailures - failed.length, failed: asSet(names) }];
			}),
		);
	}
}

function groupOf(written: JsonValue) {
	const group = objectOf(written) as Record<'name' | 'node_ids' | 'fault_tolerance', JsonValue | undefined>;
	return {
		name: textOf(group.name),
		nodeIds: listOf(group.node_ids).map((uid) => textOf(uid) as NodeId),
		faultTolerance: typeof group.fault_tolerance === 'number' ? group.fault_tolerance : 0,
	};
}
