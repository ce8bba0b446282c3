import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edgeLabels, makeNodes, makeTask, vertexLabels } from '../../../test/support/graph-fixtures.js';
import type { CrossRelation, RoleSelector, TaskDefinition } from '../model/task.js';
import { compileGraph } from './compile-graph.js';
import type { PlanGraphNode } from './plan-graph.js';
import { topologicalOrder } from './topological-order.js';

/** Relations by the letter of the rules, pair by pair, with neither barriers nor indexes. */
function naiveEdges(tasks: readonly TaskDefinition[], nodes: readonly PlanGraphNode[]): readonly string[] {
	const ids = ['master', ...nodes.map(({ id }) => id), 'null'];
	const tagged = nodes.filter(({ tags }) => tags.length > 0).map(({ id }) => id as string);
	const means = (pattern: string, name: string) =>
		pattern.startsWith('/') ? new RegExp(`^(?:${pattern.slice(1, -1)})`).test(name) : pattern === name;
	const resolve = (selector: RoleSelector | undefined): readonly string[] =>
		(typeof selector === 'string' ? [selector] : (selector ?? [])).flatMap((role) => {
			if (role === '*') return tagged;
			if (role === 'master') return ['master'];
			return nodes.filter(({ tags }) => tags.some((tag) => means(role, tag))).map(({ id }) => id as string);
		});
	const has = (task: TaskDefinition, node: string): boolean => {
		if (task.type === 'group') return false;
		const groups = tasks.filter((group) => group.type === 'group' && group.tasks.includes(task.id));
		const own = task.type === 'stage' ? ['null'] : resolve(task.roles);
		return [...own, ...groups.flatMap((group) => resolve(group.roles))].includes(node);
	};
	const edges = new Set<string>();
	const link = (before: string, after: string) => before !== after && edges.add(`${before} ${after}`);
	const where = ({ role, policy }: CrossRelation, self: string): readonly string[] => {
		if (role === 'self') return [self];
		if (role === null) return ['null'];
		const found = new Set(role === undefined ? tagged : resolve(role));
		const machines = [...found].filter((id) => id !== 'master').sort((a, b) => Number(a) - Number(b));
		const all = found.has('master') ? [...machines, 'master'] : machines;
		return policy === 'any' ? all.slice(0, 1) : all;
	};
	for (const task of tasks) {
		for (const node of ids.filter((id) => has(task, id))) {
			const self = `${task.id}@${node}`;
			for (const other of tasks) {
				const at = (places: readonly string[]) =>
					places.filter((id) => has(other, id)).map((id) => `${other.id}@${id}`);
				const named = (names: readonly string[]) => names.some((name) => means(name, other.id));
				if (named(task.requires)) at([node, 'null']).forEach((before) => link(before, self));
				if (named(task.requiredFor)) at([node, 'null']).forEach((after) => link(self, after));
				const cross = (relations: readonly CrossRelation[]) =>
					relations.filter(({ name }) => means(name, other.id)).flatMap((relation) => at(where(relation, node)));
				cross(task.crossDepends).forEach((before) => link(before, self));
				cross(task.crossDependedBy).forEach((after) => link(self, after));
			}
		}
	}
	return [...edges].sort();
}

const NAMES = ['a', 'b', 'ab', 'ba', 'c'];
const TAGS = ['x', 'y', 'primary-x'];
const name = fc.constantFrom(...NAMES, 'ghost', '/a/', '/.*b/', '/');
const tag = fc.constantFrom(...TAGS, 'ghost', 'master', '*', '/x/', '/(primary-)?x/');
const selector = fc.oneof(tag, fc.array(tag, { maxLength: 3 }));
const relation = fc.record({
	name,
	role: fc.oneof(fc.constant(undefined), fc.constant(null), fc.constant('self'), selector),
	policy: fc.constantFrom('all' as const, 'all' as const, 'any' as const),
});
const body = fc.record({
	type: fc.constantFrom('puppet' as const, 'skipped' as const, 'stage' as const, 'group' as const),
	roles: fc.oneof(fc.constant('*'), selector),
	requires: fc.array(name, { maxLength: 2 }),
	requiredFor: fc.array(name, { maxLength: 2 }),
	crossDepends: fc.array(relation, { maxLength: 2 }),
	crossDependedBy: fc.array(relation, { maxLength: 2 }),
	tasks: fc.array(fc.constantFrom(...NAMES), { maxLength: 2 }),
});
const tasksOf = fc
	.array(body, { minLength: 1, maxLength: NAMES.length })
	.map((bodies) => bodies.map((fields, index) => makeTask(NAMES[index] ?? '', fields)));
const nodesOf = fc
	.array(fc.subarray(TAGS), { maxLength: 9 })
	.map((tags) => makeNodes(Object.fromEntries(tags.map((list, index) => [index + 1, list]))));

test('dissolved barriers leave exactly the edges that the relations mean, one by one', () => {
	fc.assert(
		fc.property(tasksOf, nodesOf, (tasks, nodes) => {
			expect(edgeLabels(compileGraph({ tasks, nodes }).graph)).toEqual(naiveEdges(tasks, nodes));
		}),
		{ numRuns: 2000 },
	);
});

test('the order of the nodes changes nothing, numbers included', () => {
	const shuffled = nodesOf.chain((nodes) =>
		fc.shuffledSubarray([...nodes], { minLength: nodes.length }).map((other) => ({ nodes, other })),
	);
	fc.assert(
		fc.property(tasksOf, shuffled, (tasks, { nodes, other }) => {
			const compiled = (list: readonly PlanGraphNode[]) => {
				const { relations, ...rest } = compileGraph({ tasks, nodes: list });
				return { ...rest, relations: [...relations()] };
			};
			expect(compiled(other)).toEqual(compiled(nodes));
		}),
	);
});

test('a cycle is reported exactly where the relations make one', () => {
	fc.assert(
		fc.property(tasksOf, nodesOf, (tasks, nodes) => {
			const { graph, diagnostics } = compileGraph({ tasks, nodes });
			const labels = vertexLabels(graph);
			const numberOf = new Map(labels.map((label, index) => [label, index]));
			const ends = naiveEdges(tasks, nodes).map((edge) => edge.split(' ').map((label) => numberOf.get(label) ?? -1));
			const plain = {
				vertexKind: new Uint8Array(labels.length),
				edgeBefore: Int32Array.from(ends, ([before]) => before ?? -1),
				edgeAfter: Int32Array.from(ends, ([, after]) => after ?? -1),
			};
			const isCyclic = topologicalOrder(plain).order.length < labels.length;
			expect(diagnostics.some(({ code }) => code === 'GRAPH_CYCLE')).toBe(isCyclic);
		}),
		{ numRuns: 1000 },
	);
});
