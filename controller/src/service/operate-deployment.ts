import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import type { DeploymentId } from '@stoker/shared/model/ids.js';
import type { DeploymentView } from '@stoker/shared/model/views.js';
import {
	type BreakpointChange,
	breakpointWords,
	changeBreakpoints,
	changeLimits,
	type LimitChange,
	limitWords,
} from '../domain/change-limits.js';
import type { RunName } from '../domain/name-runs.js';
import type { OperatorCommand } from '../engine/operator-command.js';
import type { AuditSubject } from './audit.js';
import { checkBreakpoints, checkLimits, requireRuns } from './check-operation.js';
import { getDeploymentView } from './deployments.js';
import { findDeployment } from './lookups.js';
import { recordMutation } from './mutation.js';
import type { ServicePorts } from './ports.js';
import { findPlanNode } from './task-runs.js';
import { boundedText, refuseField, requiredText } from './violations.js';

type Ports = Pick<ServicePorts, 'store' | 'engine' | 'planGraphs' | 'clock'>;

/** What an operator wants done with a deployment, as it is asked for. */
export type OperationRequest =
	| { readonly kind: 'pause' | 'resume' }
	| { readonly kind: 'step'; readonly count: number }
	| ({ readonly kind: 'breakpoints' } & BreakpointChange)
	| ({ readonly kind: 'limits' } & LimitChange)
	/** No runs: all that have failed. */
	| { readonly kind: 'retry'; readonly runs: readonly RunName[] }
	| { readonly kind: 'skip' | 'mark_done'; readonly runs: readonly RunName[]; readonly reason: string }
	/** Id or name. */
	| { readonly kind: 'remove_node'; readonly node: string };

type Kind = OperationRequest['kind'];
type RequestOf<K extends Kind> = Extract<OperationRequest, { kind: K }>;

/** What is asked of the engine, and what the audit log says of it. */
interface Operation {
	readonly command: OperatorCommand;
	readonly action: string;
	/** Empty when the action says everything. */
	readonly detail: string;
}

const MOST_STEPS = 10_000;
/** Runs that the audit log names. */
const MOST_NAMED = 10;

/**
 * Does what an operator wants with a deployment, and answers with it. Names that the plan does not have, and numbers
 * out of range, throw INVALID_REQUEST with all of them; what the deployment's state forbids throws as the engine says.
 */
export async function operateDeployment(
	ports: Ports,
	deploymentId: string,
	request: OperationRequest,
	subject: AuditSubject,
): Promise<DeploymentView> {
	const row = await ports.store.read(({ db }) => findDeployment(db, deploymentId));
	const { graph } = await ports.planGraphs.load(row.plan_id);
	const { command, action, detail } = decide(request, graph);
	const object = `deployment ${row.id}${detail === '' ? '' : `, ${detail}`}`.slice(0, 1_024);
	const mutation = { atMs: ports.clock.wallMs(), subject, action, object, events: [] };
	await ports.engine.operate(row.id as DeploymentId, command, {
		actor: subject.actor,
		record: (transaction) => recordMutation(transaction, mutation),
	});
	return getDeploymentView(ports, row.id);
}

const DECIDE: { readonly [K in Kind]: (request: RequestOf<K>, graph: PlanGraph) => Operation } = {
	pause: () => ({ command: { kind: 'pause' }, action: 'PauseDeployment', detail: '' }),
	resume: () => ({ command: { kind: 'resume' }, action: 'ResumeDeployment', detail: '' }),
	step: ({ count }) => {
		if (count < 1 || count > MOST_STEPS) {
			refuseField('count', `must be from 1 to ${MOST_STEPS}`);
		}
		return { command: { kind: 'step', runs: count }, action: 'StepDeployment', detail: `${count} runs` };
	},
	breakpoints: (request, graph) => {
		checkBreakpoints(graph, 'added', request.added);
		const change = (before: readonly string[]): readonly string[] => changeBreakpoints(before, request);
		return {
			command: { kind: 'change_breakpoints', change },
			action: 'ChangeBreakpoints',
			detail: breakpointWords(request),
		};
	},
	limits: (request, graph) => {
		checkLimits(graph, request);
		const command = {
			kind: 'change_limits',
			change: (before) => changeLimits(before, request),
		} satisfies OperatorCommand;
		return { command, action: 'ChangeLimits', detail: limitWords(request) };
	},
	retry: ({ runs }, graph) => ({
		command: { kind: 'retry', vertices: runs.length === 0 ? undefined : requireRuns(graph, runs) },
		action: 'RetryTaskRuns',
		detail: runWords(runs),
	}),
	skip: (request, graph) => decideRuns(request, graph, 'SkipTaskRuns'),
	mark_done: (request, graph) => decideRuns(request, graph, 'MarkTaskRunsDone'),
	remove_node: ({ node }, graph) => {
		const nodeId = findPlanNode(graph, requiredText('node', node));
		return { command: { kind: 'remove_node', nodeId }, action: 'RemoveDeploymentNode', detail: `node ${nodeId}` };
	},
};

function decide(request: OperationRequest, graph: PlanGraph): Operation {
	return (DECIDE[request.kind] as (request: OperationRequest, graph: PlanGraph) => Operation)(request, graph);
}

function decideRuns(
	{ kind, runs, reason: written }: RequestOf<'skip' | 'mark_done'>,
	graph: PlanGraph,
	action: string,
): Operation {
	const reason = boundedText('reason', written.trim());
	if (reason === '') {
		refuseField('reason', 'is missing: it is kept for those who read of it later');
	}
	if (runs.length === 0) {
		refuseField('runs', 'are missing');
	}
	const vertices = requireRuns(graph, runs);
	return { command: { kind, vertices, reason }, action, detail: `${runWords(runs)}: ${reason}` };
}

/** The first few by name. */
function runWords(runs: readonly RunName[]): string {
	const names = runs.slice(0, MOST_NAMED).map(({ taskId, node }) => `${taskId}@${node}`);
	const left = runs.length - names.length;
	return [...names, ...(left > 0 ? [`${left} more`] : [])].join(' ');
}
