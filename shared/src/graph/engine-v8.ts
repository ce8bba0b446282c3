import { isTruthy } from '../expression/is-truthy.js';
import { parseExpression } from '../expression/parse-expression.js';
import type { JsonObject, JsonValue, TaskDefinition } from '../model/task.js';
import { NodeIndex } from './compile/node-index.js';
import type { CompileInput } from './compile-input.js';
import type { PlanGraphNode } from './plan-graph.js';

/** What graphs of releases 8.0 and 9.0 are made of. */
export interface V8Input {
	readonly tasks: readonly TaskDefinition[];
	/** Nodes to deploy. */
	readonly nodes: readonly PlanGraphNode[];
	/** Deployed nodes that only hear of events. */
	readonly affectedNodes?: readonly PlanGraphNode[];
	readonly events?: readonly string[];
	/** Tasks and groups; a group stands for its members on its nodes. */
	readonly selected?: readonly string[];
	/** Trees that conditions start from, as they are written in settings. */
	readonly models?: JsonObject;
}

/**
 * Puts what the engine of 8.0 did differently into terms of the compiler (reference, section 2.9): old versions are
 * refused, anchors without a role are on the sync node, conditions are asked once per task on raw settings, a selected
 * group runs its members, and affected nodes run only what asked for the event. Conditions that cannot be asked throw
 * an ExpressionError.
 */
export function v8CompileInput(input: V8Input): CompileInput {
	const affected = input.affectedNodes ?? [];
	const nodes = [...input.nodes, ...affected];
	const isAffected = new Set(affected.map(({ id }) => id as string));
	const reasons = [refuseSelection(input, nodes), refuseConditions(input), refuseAffected(input, isAffected)];
	return {
		tasks: input.tasks.map(placeAnchor),
		nodes,
		legacy: { propagate: false, refuse: 'all' },
		leaveOut: (task, nodeId) => {
			for (const reason of reasons) {
				const why = reason(task, nodeId);
				if (why !== undefined) {
					return why;
				}
			}
			return undefined;
		},
	};
}

type LeaveOut = NonNullable<CompileInput['leaveOut']>;

function placeAnchor(task: TaskDefinition): TaskDefinition {
	return task.type === 'skipped' && task.roles === undefined ? { ...task, type: 'stage' } : task;
}

function refuseSelection({ tasks, selected }: V8Input, nodes: readonly PlanGraphNode[]): LeaveOut {
	if (selected === undefined) {
		return () => undefined;
	}
	const names = new Set(selected);
	const index = new NodeIndex(nodes);
	const groups = tasks.filter(({ id, type }) => type === 'group' && names.has(id));
	const members = groups.map((group) => ({
		nodes: new Set([...index.resolve(group.roles)].map((node) => index.nodes[node]?.id as string)),
		isMember: (task: TaskDefinition) => group.tasks.includes(task.id) || namesGroup(task, group.id),
	}));
	return (task, nodeId) => {
		const isMeant =
			task.type === 'stage' ||
			names.has(task.id) ||
			members.some((group) => group.nodes.has(nodeId) && group.isMember(task));
		return isMeant ? undefined : 'not selected';
	};
}

/** Old libraries list the group on the task. */
function namesGroup({ roles }: TaskDefinition, group: string): boolean {
	return typeof roles === 'string' ? roles === group : (roles ?? []).includes(group);
}

function refuseConditions({ tasks, models }: V8Input): LeaveOut {
	const failed = new Map<string, string>();
	for (const { id, extra } of models === undefined ? [] : tasks) {
		const { condition } = extra as { readonly condition?: JsonValue };
		if (typeof condition === 'string' && condition !== '') {
			if (!isTruthy(parseExpression(condition).evaluate(models ?? {}, { strict: false }))) {
				failed.set(id, `condition is false: ${condition}`);
			}
		}
	}
	return ({ id }) => failed.get(id);
}

function refuseAffected({ events }: V8Input, isAffected: ReadonlySet<string>): LeaveOut {
	const heard = new Set(events ?? []);
	return ({ extra }, nodeId) => {
		const written = extra['reexecute_on'];
		const asked: readonly JsonValue[] = Array.isArray(written) ? (written as readonly JsonValue[]) : [];
		const runs = !isAffected.has(nodeId) || asked.some((event) => typeof event === 'string' && heard.has(event));
		return runs ? undefined : 'the node is only affected, and the task did not ask for the event';
	};
}
