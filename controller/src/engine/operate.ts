import { VERTEX_BARRIER } from '@stoker/shared/graph/plan-graph.js';
import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { Transition } from '@stoker/shared/scheduler/schedule.js';
import type { AttemptJudge } from './attempt-judge.js';
import type { MachineState } from './machine-state.js';
import type { OperatorCommand } from './operator-command.js';

const RETRYABLE: ReadonlySet<TaskRunState> = new Set(['failed']);
/** What a retry takes up: what has failed, and what never ran because of that or of a stop. */
const UNDONE: ReadonlySet<TaskRunState> = new Set(['failed', 'dep_failed', 'cancelled']);
const DECIDABLE: ReadonlySet<TaskRunState> = new Set(['pending', 'ready', 'failed', 'dep_failed', 'cancelled']);
const MAX_NAMED = 20;

/** Why a command cannot be carried out now; undefined when it can. */
export function refusalOf<Origin>(state: MachineState<Origin>, command: OperatorCommand): StokerError | undefined {
	const subject = { deployment: state.deploymentId };
	if (state.dispatcher.isStopping && command.kind !== 'declare_lost' && command.kind !== 'remove_node') {
		return new StokerError('DEPLOYMENT_STOPPING', `Deployment ${state.deploymentId} is stopping.`, { subject });
	}
	switch (command.kind) {
		case 'retry':
			return refusalOfRetry(state, command.vertices);
		case 'skip':
		case 'mark_done':
			return refusalOfRuns(state, command.vertices, DECIDABLE);
		case 'declare_lost':
		case 'remove_node': {
			const isKnown = state.graph.nodes.some((node) => node.id === command.nodeId);
			const message = `node ${command.nodeId} has no part in deployment ${state.deploymentId}`;
			return isKnown ? undefined : new StokerError('NODE_NOT_FOUND', message, { subject });
		}
		default:
			return undefined;
	}
}

/** Carries out a command that nothing speaks against, and keeps what it says. */
export function operate<Origin>(
	state: MachineState<Origin>,
	judge: AttemptJudge<Origin>,
	command: OperatorCommand,
	actor: string,
): void {
	const { dispatcher, record } = state;
	carryOut(state, judge, command, actor);
	const message = `${wordsOf(command)} by ${actor}`;
	record.control({ control: dispatcher.control, excluded: dispatcher.excluded, message });
}

function carryOut<Origin>(
	state: MachineState<Origin>,
	judge: AttemptJudge<Origin>,
	command: OperatorCommand,
	actor: string,
): void {
	const { dispatcher } = state;
	switch (command.kind) {
		case 'pause':
			return dispatcher.pause();
		case 'resume':
			return dispatcher.resume();
		case 'step':
			return dispatcher.step(command.runs);
		case 'change_breakpoints':
			return dispatcher.setBreakpoints(command.change(dispatcher.control.breakpoints));
		case 'change_limits':
			return dispatcher.setLimits(command.change(dispatcher.control.limits));
		case 'retry':
			return retry(state, command.vertices, actor);
		case 'skip':
		case 'mark_done':
			return decide(state, command, actor);
		case 'declare_lost':
		case 'remove_node':
			return exclude(state, judge, command, actor);
	}
}

function retry<Origin>(state: MachineState<Origin>, wanted: readonly number[] | undefined, actor: string): void {
	const { dispatcher, lateSuccesses, attempts, record, deploymentId } = state;
	const vertices = wanted === undefined ? runsIn(state, RETRYABLE) : [...new Set(wanted)];
	for (const vertex of vertices) {
		record.retry({ deploymentId, vertex, attemptsBefore: attempts.countOf(vertex) });
	}
	const transitions = dispatcher.retry(vertices, (vertex) => lateSuccesses.has(vertex));
	for (const vertex of vertices) {
		lateSuccesses.delete(vertex);
	}
	applyDecided(state, { transitions, count: vertices.length, message: `retried by ${actor}` });
}

function decide<Origin>(
	state: MachineState<Origin>,
	command: Extract<OperatorCommand, { readonly kind: 'skip' | 'mark_done' }>,
	actor: string,
): void {
	const vertices = [...new Set(command.vertices)];
	const isSkip = command.kind === 'skip';
	const transitions = state.dispatcher.decide(vertices, isSkip ? 'skipped_by_operator' : 'marked_done');
	const message = `${isSkip ? 'skipped' : 'marked done'} by ${actor}: ${command.reason}`;
	applyDecided(state, { transitions, count: vertices.length, message });
}

function exclude<Origin>(
	state: MachineState<Origin>,
	judge: AttemptJudge<Origin>,
	{ kind, nodeId }: Extract<OperatorCommand, { readonly kind: 'declare_lost' | 'remove_node' }>,
	actor: string,
): void {
	const { attempts, dispatcher } = state;
	const isLost = kind === 'declare_lost';
	const concerned = attempts.allOpen().filter((attempt) => {
		return attempt.nodeId === nodeId || (!isLost && state.catalog.identify(attempt.vertex).nodeId === nodeId);
	});
	for (const attempt of concerned) {
		if (isLost) {
			judge.declareLost(attempt, `declared lost by ${actor}`);
		} else {
			state.cancel(attempt);
		}
	}
	state.apply(dispatcher.exclude({ nodeId, reason: isLost ? 'lost' : 'removed' }));
}

/** Records what an operator decided with the reason, and what follows with its own. */
function applyDecided<Origin>(state: MachineState<Origin>, { transitions, count, message }: Decided): void {
	for (const transition of transitions.slice(0, count)) {
		state.note(transition, { message, attempt: 0 });
	}
	state.apply(transitions.slice(count));
}

interface Decided {
	readonly transitions: readonly Transition[];
	/** So many of the first are the operator's own. */
	readonly count: number;
	readonly message: string;
}

function runsIn<Origin>(
	{ graph, dispatcher }: MachineState<Origin>,
	states: ReadonlySet<TaskRunState>,
): readonly number[] {
	return [...graph.vertexKind.entries()].flatMap(([vertex, kind]) => {
		return kind !== VERTEX_BARRIER && states.has(dispatcher.stateOf(vertex)) ? [vertex] : [];
	});
}

function refusalOfRetry<Origin>(
	state: MachineState<Origin>,
	vertices: readonly number[] | undefined,
): StokerError | undefined {
	if (vertices !== undefined) {
		return refusalOfRuns(state, vertices, RETRYABLE);
	}
	if (runsIn(state, UNDONE).length > 0) {
		return undefined;
	}
	return new StokerError(
		'NOTHING_TO_RETRY',
		`No run of deployment ${state.deploymentId} has failed or was left undone.`,
		{
			subject: { deployment: state.deploymentId },
		},
	);
}

function refusalOfRuns<Origin>(
	{ dispatcher, catalog, graph, deploymentId }: MachineState<Origin>,
	vertices: readonly number[],
	allowed: ReadonlySet<TaskRunState>,
): StokerError | undefined {
	const unknown = vertices.find((vertex) => (graph.vertexKind[vertex] ?? VERTEX_BARRIER) === VERTEX_BARRIER);
	if (unknown !== undefined) {
		return new StokerError('TASK_RUN_NOT_FOUND', `deployment ${deploymentId} has no task run ${unknown}`, {
			subject: { deployment: deploymentId },
		});
	}
	const others = vertices.filter((vertex) => !allowed.has(dispatcher.stateOf(vertex)));
	if (others.length === 0) {
		return undefined;
	}
	const named = others
		.slice(0, MAX_NAMED)
		.map((vertex) => `${catalog.nameOf(vertex)} is ${dispatcher.stateOf(vertex)}`);
	const more = others.length > MAX_NAMED ? `; and ${others.length - MAX_NAMED} more` : '';
	const message = `The state of these runs forbids it: ${named.join('; ')}${more}.`;
	return new StokerError('TASK_RUN_STATE', message, { subject: { deployment: deploymentId } });
}

/** What was done, for people. */
function wordsOf(command: OperatorCommand): string {
	switch (command.kind) {
		case 'pause':
			return 'paused';
		case 'resume':
			return 'resumed';
		case 'step':
			return `let ${command.runs} more begin`;
		case 'change_breakpoints':
			return 'break-points changed';
		case 'change_limits':
			return 'limits changed';
		case 'retry':
			return command.vertices === undefined ? 'failed runs retried' : `${runs(command.vertices.length)} retried`;
		case 'skip':
			return `${runs(command.vertices.length)} skipped`;
		case 'mark_done':
			return `${runs(command.vertices.length)} marked done`;
		case 'declare_lost':
			return `node ${command.nodeId} declared lost`;
		case 'remove_node':
			return `node ${command.nodeId} removed`;
	}
}

function runs(count: number): string {
	return `${count} run${count === 1 ? '' : 's'}`;
}
