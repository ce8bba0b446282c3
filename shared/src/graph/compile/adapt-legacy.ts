import type { CrossRelation, TaskDefinition } from '../../model/task.js';
import type { LegacyOptions } from '../compile-input.js';
import { adaptPluginTasks } from './adapt-plugin-tasks.js';
import type { NodeIndex } from './node-index.js';
import { RoleGraph } from './role-graph.js';
import { isLegacy } from './task-versions.js';

const ADAPTED_VERSION = '2.0.0';
const STAGES = ['pre_deployment', 'post_deployment'] as const;

/**
 * Orders tasks of versions below 2.0.0 by the groups and stages of the old engine (reference, section 2.8). Every task
 * gets an end to lead to; where there is anything old, each group is enclosed in two anchors on its nodes, and old tasks
 * wait for the first of them.
 */
export function adaptLegacy(
	tasks: readonly TaskDefinition[],
	nodes: NodeIndex,
	legacy: LegacyOptions | undefined,
): readonly TaskDefinition[] {
	if (legacy?.propagate !== true) {
		return tasks;
	}
	const roleGraph = new RoleGraph(tasks);
	const between = STAGES.map((stage) => ({
		stage,
		tasks: roleGraph.between(`${stage}_start`, `${stage}_end`),
	}));
	const stageOf = (task: TaskDefinition): string | undefined =>
		between.find((entry) => entry.tasks.has(task.id))?.stage;
	const pluginTasks = legacy.pluginTasks ?? [];
	const isNeeded = pluginTasks.length > 0 || tasks.some(isLegacy);
	const anchors = isNeeded ? encloseGroups(tasks, roleGraph) : [];
	const known = new Set([...tasks, ...anchors].map(({ id }) => id));
	const tied = tasks.map((task) => {
		if (!isTied(task)) {
			return task;
		}
		const { ends, starts } = boundsOf(task, stageOf(task), nodes);
		const ending = tieToEnds(
			task,
			ends.filter((end) => known.has(end)),
		);
		return isLegacy(task)
			? adapt(
					ending,
					starts.filter(({ name }) => known.has(name)),
				)
			: ending;
	});
	return [...tied, ...anchors, ...(isNeeded ? adaptPluginTasks(pluginTasks, roleGraph) : [])];
}

/** Groups and stages are what others are tied to. */
function isTied({ type }: TaskDefinition): boolean {
	return type !== 'group' && type !== 'stage';
}

/** What a task leads to, and what it waits for if it is old: its stage, or the groups of its roles. */
function boundsOf(
	{ roles }: TaskDefinition,
	stage: string | undefined,
	nodes: NodeIndex,
): { readonly ends: readonly string[]; readonly starts: readonly CrossRelation[] } {
	if (stage !== undefined) {
		return { ends: [`${stage}_end`], starts: [{ name: `${stage}_start`, role: null, policy: 'all' }] };
	}
	const tags = nodes.matchedTags(roles);
	return {
		ends: tags.map((tag) => `${tag}_end`),
		starts: tags.map((tag) => ({ name: `${tag}_start`, role: 'self', policy: 'all' })),
	};
}

function tieToEnds(task: TaskDefinition, ends: readonly string[]): TaskDefinition {
	const missing = ends.filter((end) => !task.requiredFor.includes(end));
	return missing.length === 0 ? task : { ...task, requiredFor: [...task.requiredFor, ...missing] };
}

function adapt(task: TaskDefinition, starts: readonly CrossRelation[]): TaskDefinition {
	return { ...task, version: ADAPTED_VERSION, crossDepends: [...task.crossDepends, ...starts] };
}

function encloseGroups(tasks: readonly TaskDefinition[], roleGraph: RoleGraph): readonly TaskDefinition[] {
	const groups = tasks.filter(({ type }) => type === 'group');
	return groups.flatMap((group) => enclose(group, groups, roleGraph));
}

/** The two anchors of a group: its start waits for the end of every group it follows. */
function enclose(
	group: TaskDefinition,
	groups: readonly TaskDefinition[],
	roleGraph: RoleGraph,
): readonly TaskDefinition[] {
	const before = groups.filter((other) => other !== group && roleGraph.isDirectlyBefore(other.id, group.id));
	const { expressions: _, places: __, ...plain } = group;
	const anchor: TaskDefinition = {
		...plain,
		type: 'skipped',
		version: ADAPTED_VERSION,
		requires: [],
		requiredFor: [],
		crossDepends: [],
		crossDependedBy: [],
		tasks: [],
		parameters: {},
		extra: {},
	};
	return [
		{
			...anchor,
			id: `${group.id}_start`,
			crossDepends: before.map((other) => ({ name: `${other.id}_end`, role: other.roles, policy: 'all' })),
			crossDependedBy: [{ name: `${group.id}_end`, role: 'self', policy: 'all' }],
		},
		{ ...anchor, id: `${group.id}_end` },
	];
}
