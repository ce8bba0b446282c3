import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crossTo, makeNodes, makeTask } from '../../../test/support/graph-fixtures.js';
import { clippedTexts, overlaps, parseSvg } from '../../../test/support/parse-svg.js';
import { describeWithShared } from '../../../test/support/shared-data.js';
import { compileGraph } from '../graph/compile-graph.js';
import { parseTaskFiles } from '../graph/input/parse-task-files.js';
import type { PlanGraph } from '../graph/plan-graph.js';
import { collapseGraph } from './collapse-graph.js';
import { drawPicture } from './draw-picture.js';

const CONTROLLER = ['controller', 'rabbitmq', 'database', 'keystone', 'neutron'];

/** Three controllers, of which the first is primary, and as many computes as wanted. */
function cloudNodes(computes: number): Readonly<Record<string, readonly string[]>> {
	const list = [CONTROLLER.map((tag) => `primary-${tag}`), CONTROLLER, CONTROLLER];
	const all = [...list, ...Array.from({ length: computes }, () => ['compute'])];
	return Object.fromEntries(all.map((tags, index) => [String(index + 1), tags]));
}

function expectSound(svg: string): void {
	const drawing = parseSvg(svg);
	expect(overlaps(drawing.boxes)).toEqual([]);
	expect(clippedTexts(drawing)).toEqual([]);
	expect(drawing.boxes.filter(({ texts }) => texts.length === 0)).toEqual([]);
}

const shop = compileGraph({
	tasks: [
		makeTask('start', { type: 'stage', roles: undefined }),
		makeTask('prepare', { requires: ['start'] }),
		makeTask('store', { roles: ['store'], requires: ['prepare'] }),
		makeTask('app', { roles: ['app'], requires: ['prepare'], crossDepends: [crossTo('store', 'store')] }),
		makeTask('retired', { type: 'skipped', roles: ['app'], requires: ['app'] }),
		makeTask('end', { type: 'stage', roles: undefined, crossDepends: [crossTo('retired'), crossTo('store')] }),
	],
	nodes: makeNodes({ '1': ['store'], '2': ['app'], '3': ['app'], '4': ['app'] }),
}).graph;

describe('a picture of a small graph', () => {
	test.each(['dot', 'mermaid', 'svg'] as const)('looks as it did (%s)', async (format) => {
		const drawn = drawPicture(shop, format, { title: 'Graph default of shop' });
		await expect(drawn).toMatchFileSnapshot(`./golden/shop.${format}`);
	});

	test('is sound, and shows one box a task and the longest chain', () => {
		expectSound(drawPicture(shop, 'svg', { title: 'shop' }));
		const picture = collapseGraph(shop, { title: 'shop' });
		const boxes = picture.boxes.map(({ label, detail, kind }) => `${kind} ${label}: ${detail}`);
		expect(boxes.toSorted()).toEqual([
			'anchor end: sync · stage',
			'anchor start: sync · stage',
			'skipped retired: ×3 · skipped',
			'task app: ×3 · puppet',
			'task prepare: node-1 · puppet',
			'task prepare: ×3 · puppet',
			'task store: node-1 · puppet',
		]);
		const critical = picture.boxes.filter(({ isCritical }) => isCritical).map(({ label }) => label);
		expect(critical.toSorted()).toEqual(['app', 'prepare', 'store']);
	});

	test('keeps what would be markup for itself', () => {
		const tasks = [makeTask('a', { roles: ['x'] })];
		const graph = compileGraph({ tasks, nodes: makeNodes({ '1': ['<b>"&\n#;'], '2': ['x'] }) }).graph;
		const title = `<script>alert("1")</script> & \u0007`;
		const svg = drawPicture(graph, 'svg', { title });
		expect(svg).not.toContain('<script');
		expect(svg).not.toContain('\u0007');
		expectSound(svg);
		expect(drawPicture(graph, 'dot', { title: 'a "b" \\ c' })).toContain('a \\"b\\" \\\\ c');
		expect(drawPicture(graph, 'mermaid', { title })).toContain('title: "');
	});

	test('is empty when the graph is', () => {
		const { graph } = compileGraph({ tasks: [], nodes: [] });
		expectSound(drawPicture(graph, 'svg', { title: 'nothing' }));
	});
});

describe('a picture of any graph', () => {
	const arbitraryGraph = fc
		.record({
			tasks: fc.array(fc.tuple(fc.nat(30), fc.nat(30), fc.nat(3)), { minLength: 1, maxLength: 60 }),
			nodes: fc.integer({ min: 1, max: 12 }),
			maxBoxes: fc.integer({ min: 5, max: 60 }),
		})
		.map(({ tasks, nodes, maxBoxes }) => {
			const roles = ['a', 'b', 'c', '*'];
			const definitions = tasks.map(([first, second, role], index) =>
				makeTask(`task-${index}-${'long-name-'.repeat(index % 7)}end`, {
					roles: [roles[role] ?? '*'],
					requires: first < index ? [`/task-${first}-/`] : [],
					crossDepends: second < index ? [crossTo(`/task-${second}-/`)] : [],
				}),
			);
			const tags = Array.from({ length: nodes }, (_, index) => [String(index + 1), [roles[index % 3] ?? 'a']] as const);
			return {
				graph: compileGraph({ tasks: definitions, nodes: makeNodes(Object.fromEntries(tags)) }).graph,
				maxBoxes,
			};
		});

	test('has no overlap, no clipped label and no more boxes than allowed, and is always the same', () => {
		fc.assert(
			fc.property(arbitraryGraph, ({ graph, maxBoxes }) => {
				const options = { title: 'any', maxBoxes: Math.max(maxBoxes, 12) };
				const svg = drawPicture(graph, 'svg', options);
				expectSound(svg);
				expect(parseSvg(svg).boxes.length).toBeLessThanOrEqual(options.maxBoxes);
				expect(drawPicture(graph, 'svg', options)).toBe(svg);
			}),
			{ numRuns: 60 },
		);
	});

	test('joins an ordering that others imply', () => {
		const chain = ['a', 'b', 'c', 'd'].map((id, index, ids) => makeTask(id, { requires: ids.slice(0, index) }));
		const picture = collapseGraph(compileGraph({ tasks: chain, nodes: makeNodes({ '1': ['x'] }) }).graph, {
			title: '',
		});
		expect(picture.arrows).toHaveLength(3);
		expect(picture.impliedArrows).toBe(3);
	});

	test('draws a circle that arises from joining as one arrow back', () => {
		const tasks = [
			makeTask('a', { roles: ['x', 'y'], crossDepends: [] }),
			makeTask('b', { roles: ['x'], requires: ['a'] }),
			makeTask('c', { roles: ['y'], crossDepends: [crossTo('b')], requiredFor: ['a'] }),
			...Array.from({ length: 12 }, (_, index) => makeTask(`other-${index}`, { roles: ['x', 'y'] })),
		];
		const { graph } = compileGraph({ tasks, nodes: makeNodes({ '1': ['x'], '2': ['y'] }) });
		const picture = collapseGraph(graph, { title: '', maxBoxes: 15 });
		expect(picture.arrows.filter(({ isBackward }) => isBackward)).toHaveLength(1);
		expectSound(drawPicture(graph, 'svg', { title: '', maxBoxes: 15 }));
	});
});

describeWithShared('a picture of the library of the last Fuel release', (shared) => {
	const file = resolve(shared, 'data/fuel-9.2/graphs/default.tasks.yaml');
	const { tasks } = parseTaskFiles(new Map([[file, readFileSync(file, 'utf8')]]));
	const graphOn = (nodes: Readonly<Record<string, readonly string[]>>): PlanGraph =>
		compileGraph({ tasks, nodes: makeNodes(nodes) }).graph;

	test('on three controllers and 500 computes is small, sound and soon there', () => {
		const graph = graphOn(cloudNodes(500));
		drawPicture(graphOn(cloudNodes(2)), 'svg', { title: 'warm up' });
		const before = process.cpuUsage();
		const svg = drawPicture(graph, 'svg', { title: 'Graph default' });
		const { user, system } = process.cpuUsage(before);
		expect((user + system) / 1e6).toBeLessThan(2);
		expect(Buffer.byteLength(svg)).toBeLessThan(1_000_000);
		expect(parseSvg(svg).boxes.length).toBeLessThanOrEqual(200);
		expect(parseSvg(svg).boxes.length).toBeGreaterThan(150);
		expectSound(svg);
		for (const format of ['dot', 'mermaid'] as const) {
			// Mermaid reads at most 50,000 characters and 500 arrows unless told.
			const text = drawPicture(graph, format, { title: 'Graph default' });
			expect(text.length).toBeLessThan(50_000);
		}
	});

	test('is sound on every recorded topology', () => {
		const path = resolve(shared, 'conformance/real-graphs.json');
		const { graphs } = JSON.parse(readFileSync(path, 'utf8')) as {
			readonly graphs: readonly { readonly nodes: Readonly<Record<string, readonly string[]>> }[];
		};
		for (const { nodes } of graphs) {
			const svg = drawPicture(graphOn(nodes), 'svg', { title: 'Graph default' });
			expectSound(svg);
			expect(parseSvg(svg).boxes.length).toBeLessThanOrEqual(200);
		}
	});
});
