import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { crossTo, edgeLabels, makeNodes, makeTask, vertexLabels } from '../../../test/support/graph-fixtures.js';
import { describeWithShared } from '../../../test/support/shared-data.js';
import type { NodeId } from '../model/ids.js';
import type { CrossRelation, JsonValue, TaskDefinition } from '../model/task.js';
import { compileGraph } from './compile-graph.js';
import type { Facts } from './facts.js';
import { longestChain } from './longest-chain.js';
import { nodeTags } from './node-tags.js';
import { parseRelease } from './parse-release.js';
import { VERTEX_ANCHOR, VERTEX_SKIPPED, VERTEX_TASK } from './plan-graph.js';

/** A graph that the old system computed; modes differ in what is skipped. */
interface RecordedGraph {
	readonly topology: string;
	readonly mode: string;
	readonly nodes: Readonly<Record<string, readonly string[]>>;
	readonly facts: Facts;
	readonly sha256_vertices: string;
	readonly skipped_list: readonly string[];
	readonly edge_list: readonly string[];
}

const hash = (lines: readonly string[]) =>
	createHash('sha256')
		.update(
			lines
				.toSorted()
				.map((line) => `${line}\n`)
				.join(''),
		)
		.digest('hex');

const withoutAny = (relations: readonly CrossRelation[]) => relations.filter(({ policy }) => policy !== 'any');

function reverseKeys(value: JsonValue): JsonValue {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return (value as readonly JsonValue[]).map(reverseKeys);
	const entries = Object.entries(value).map(([key, entry]): [string, JsonValue] => [key, reverseKeys(entry)]);
	return Object.fromEntries(entries.reverse());
}

function readFolder(folder: string): ReadonlyMap<string, string> {
	const names = ['release.yaml', ...readdirSync(resolve(folder, 'graphs')).map((name) => `graphs/${name}`)];
	return new Map(names.map((name) => [name, readFileSync(resolve(folder, name), 'utf8')]));
}

describeWithShared('the library of the last Fuel release', (shared) => {
	const { releases, diagnostics } = parseRelease(readFolder(resolve(shared, 'data/fuel-9.2')));
	const tasks: readonly TaskDefinition[] = (releases[0]?.graphs ?? [])
		.filter(({ type }) => type === 'default')
		.flatMap((graph) => graph.tasks)
		.map((task) => ({
			...task,
			crossDepends: withoutAny(task.crossDepends),
			crossDependedBy: withoutAny(task.crossDependedBy),
		}));
	const recorded = JSON.parse(readFileSync(resolve(shared, 'conformance/real-graphs.json'), 'utf8')) as {
		readonly graphs: readonly RecordedGraph[];
	};

	test('is read without errors: three releases, 204 tasks, what its loader overlooked as warnings', () => {
		expect(releases.map(({ name, isAvailable }) => `${name}: ${isAvailable}`)).toEqual([
			'Mitaka on CentOS 6.5: false',
			'Mitaka on Ubuntu 14.04: true',
			'Mitaka on Ubuntu+UCA 14.04: false',
		]);
		expect(releases[1]?.graphs.map(({ type, tasks: list }) => `${type}: ${list.length}`)).toEqual([
			'default: 204',
			'deletion: 5',
			'net-verification: 13',
			'provision: 10',
		]);
		const codes = diagnostics.map(({ code }) => code);
		expect(codes.filter((code) => code === 'KEY_DUPLICATE')).toHaveLength(7);
		expect(codes.filter((code) => code === 'YAML_OLD_FORM')).toHaveLength(3);
		expect(codes.filter((code) => code !== 'KEY_DUPLICATE' && code !== 'YAML_OLD_FORM')).toEqual(['FIELD_SUSPECT']);
	});

	test.each(recorded.graphs)('gives the recorded graph for $topology ($mode)', (expected) => {
		const compiled = compileGraph({
			tasks,
			nodes: makeNodes(expected.nodes),
			facts: expected.facts,
			assumeConditions: expected.mode === 'nocond',
		});
		const { graph } = compiled;
		const labels = vertexLabels(graph);
		expect(compiled.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
		expect(compiled.unevaluated).toEqual([]);
		expect(hash(labels)).toBe(expected.sha256_vertices);
		expect(edgeLabels(graph)).toEqual(expected.edge_list.toSorted());
		const left = labels.filter((_, vertex) => {
			const kind = graph.vertexKind[vertex];
			return kind === VERTEX_ANCHOR || kind === VERTEX_SKIPPED;
		});
		expect(left.toSorted()).toEqual(expected.skipped_list.toSorted());
	});

	test('gives the same graph whatever the order of nodes, facts and keys', () => {
		const expected = recorded.graphs.find(({ mode }) => mode === 'first');
		if (expected === undefined) throw new Error('there is no recorded graph with conditions');
		const { nodes, facts } = expected;
		const { relations: _, ...one } = compileGraph({ tasks, nodes: makeNodes(nodes), facts });
		const turned = reverseKeys({ nodes, facts } as unknown as JsonValue) as unknown as typeof expected;
		const { relations: __, ...other } = compileGraph({
			tasks,
			nodes: [...makeNodes(turned.nodes)].reverse(),
			facts: turned.facts,
		});
		const shape = ({ graph }: typeof one) => ({ ...graph, tasks: graph.tasks.map(({ id }) => id) });
		expect(shape(other)).toEqual(shape(one));
	});

	test('runs almost nothing again when nothing changed, and says so', () => {
		const expected = recorded.graphs.find(({ mode, topology }) => mode === 'first' && topology === 'mixed12');
		if (expected === undefined) throw new Error('there is no recorded graph with conditions');
		const { facts } = expected;
		const saved = structuredClone(facts);
		const past = { of: (_: string, id: string) => ({ common: saved.common, node: saved.nodes[id] ?? {} }) };
		const { graph } = compileGraph({ tasks, nodes: makeNodes(expected.nodes), facts, past });
		const runs = vertexLabels(graph).filter((_, vertex) => graph.vertexKind[vertex] === VERTEX_TASK);
		expect(new Set(runs.map((label) => label.slice(0, label.lastIndexOf('@')))).size).toBeLessThan(10);
		const reasons = [...graph.skipReasons.values()];
		expect(reasons.filter((reason) => reason.startsWith('nothing changed: ')).length).toBeGreaterThan(400);
		expect(reasons.filter((reason) => reason.startsWith('condition is false: ')).length).toBeGreaterThan(100);
	});

	test('takes its tags from roles, and has edges linear in the number of computes', () => {
		const release = releases[1];
		if (release === undefined) throw new Error('the release was not read');
		const size = (computes: number) => {
			const roles = [...Array<string>(3).fill('controller'), ...Array<string>(computes).fill('compute')];
			const nodes = roles.map((role, index) => ({
				id: String(index + 1) as NodeId,
				name: `node-${index + 1}`,
				roles: [role],
			}));
			const { graph } = compileGraph({
				tasks,
				nodes: nodeTags(nodes, release),
			});
			return {
				vertices: vertexLabels(graph).length,
				edges: graph.edgeBefore.length,
				chain: longestChain(graph).length,
			};
		};
		const [hundred, fiveHundred] = [size(100), size(500)];
		expect(hundred.vertices).toBe(5476);
		expect(fiveHundred.vertices - hundred.vertices).toBe(400 * 51);
		expect(fiveHundred.edges).toBeLessThan(hundred.edges * 5);
		expect(fiveHundred.chain).toBe(hundred.chain);
	});

	test('stays the same graph beside tasks of somebody else', () => {
		const mine = makeTask('mine', { roles: ['compute'], crossDepends: [crossTo('netconfig')] });
		const nodes = makeNodes(recorded.graphs[0]?.nodes ?? {});
		const alone = new Set(edgeLabels(compileGraph({ tasks, nodes }).graph));
		const together = edgeLabels(compileGraph({ tasks: [mine, ...tasks], nodes }).graph);
		expect(together.filter((edge) => !edge.includes('mine@'))).toHaveLength(alone.size);
	});
});
