import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeEdgePage, encodeVertexPage } from '@stoker/shared/codec/graph.js';
import { encodePlan } from '@stoker/shared/codec/plan.js';
import { compileGraph } from '@stoker/shared/graph/compile-graph.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { VertexKindName } from '@stoker/shared/model/views.js';
import { DeploymentServiceService as deployments } from '@stoker/shared/wire/stoker/v1/deployment.js';
import { ExplanationServiceService as explanations } from '@stoker/shared/wire/stoker/v1/explanation.js';
import { GraphServiceService as graphs } from '@stoker/shared/wire/stoker/v1/graph.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CapturedTerminal } from '../../../test/support/captured-terminal.js';
import { FakeController } from '../../../test/support/fake-controller.js';
import { crossTo, makeNodes, makeTask } from '../../../test/support/graph-fixtures.js';
import { parseSvg } from '../../../test/support/parse-svg.js';
import { SAMPLE_PLAN } from '../../../test/support/view-samples.js';
import { runCommandLine } from './run-command-line.js';

const KINDS: readonly VertexKindName[] = ['task', 'anchor', 'skipped', 'barrier'];
const { graph } = compileGraph({
	tasks: [
		makeTask('store', { roles: ['store'] }),
		makeTask('app', { roles: ['app'], crossDepends: [crossTo('store')] }),
		makeTask('old', { type: 'skipped', roles: ['app'], requires: ['app'] }),
	],
	nodes: makeNodes({ '1': ['store'], '2': ['store'], '3': ['app'], '4': ['app'] }),
});
const nodes = graph.nodes.map(({ id, name, tags }) => ({
	nodeId: id,
	nodeName: name,
	roles: tags,
	tags,
	taskCount: 1,
	skippedCount: 0,
}));
const vertices = [...graph.vertexKind].map((number, index) => {
	const kind = KINDS[number] ?? 'task';
	const row = graph.vertexTask[index] ?? -1;
	const task = kind === 'barrier' ? undefined : graph.tasks[row];
	return {
		index,
		kind,
		taskId: task?.id ?? graph.barriers[row] ?? '',
		nodeId: graph.nodes[graph.vertexNode[index] ?? -1]?.id ?? '',
		taskType: task?.type ?? '',
		skipReason: graph.skipReasons.get(index) ?? '',
	};
});
const edges = [...graph.edgeBefore].map((before, edge) => ({
	before,
	after: graph.edgeAfter[edge] ?? 0,
	reason: graph.reasons[graph.edgeReason[edge] ?? -1] ?? '',
}));

let controller: FakeController;
let folder: string;

beforeEach(async () => {
	controller = await FakeController.create();
	folder = await mkdtemp(join(tmpdir(), 'stoker-cli-'));
	const plan = { ...SAMPLE_PLAN, nodes, limits: [{ taskId: 'app', atOnce: 1 }], faultGroups: [] };
	const page = { planDigest: 'd', nextPageToken: '', total: 0 };
	const unknown = () => {
		throw new StokerError('DEPLOYMENT_NOT_FOUND', 'There is no such deployment.');
	};
	controller.unary(deployments, deployments.getDeployment, unknown);
	controller.unary(explanations, explanations.getExplanation, unknown);
	controller.unary(deployments, deployments.getPlan, () => ({ plan: encodePlan(plan) }));
	controller.unary(graphs, graphs.listVertices, () => encodeVertexPage({ ...page, items: vertices }));
	controller.unary(graphs, graphs.listEdges, () => encodeEdgePage({ ...page, items: edges }));
	await controller.start();
});

afterEach(async () => {
	await controller.remove();
	await rm(folder, { recursive: true, force: true });
});

async function stoker(line: string) {
	const terminal = new CapturedTerminal({ environment: { LANG: 'C.UTF-8', NO_COLOR: '1', XDG_CONFIG_HOME: folder } });
	const clock = { wallMs: () => 0, monotonicMs: () => 0 };
	const argv = `${line} --address unix:${controller.socketPath}`.split(' ');
	const code = await runCommandLine(argv, { terminal, clock, signal: new AbortController().signal });
	return { code, out: terminal.stdout.text, err: terminal.stderr.text };
}

describe('graph show', () => {
	test('lists the runs of a part, in the order of the plan', async () => {
		const { code, out } = await stoker(`graph show ${SAMPLE_PLAN.id} --node node-3 --ancestors`);
		expect(code).toBe(0);
		const rows = out
			.trimEnd()
			.split('\n')
			.map((row) => row.split(/ {2,}/).slice(0, 2).join('@'));
		expect(rows.slice(1).toSorted()).toEqual(['app@node-3', 'old@node-3', 'store@node-1', 'store@node-2']);
		expect(rows.indexOf('app@node-3')).toBeGreaterThan(rows.indexOf('store@node-2'));
	});

	test('draws the whole plan', async () => {
		const { out } = await stoker(`graph show ${SAMPLE_PLAN.id} -o svg`);
		const texts = parseSvg(out).boxes.map(({ texts }) => texts.map(({ content }) => content).join(' '));
		expect(texts.toSorted()).toEqual(['app ×2 · puppet · at most 1 at once', 'old ×2 · skipped', 'store ×2 · puppet']);
		expect((await stoker(`graph show ${SAMPLE_PLAN.id} --role store -o mermaid`)).out).toContain('flowchart TB');
		expect((await stoker(`graph show ${SAMPLE_PLAN.id} --task app -o dot`)).out).toMatch(/^digraph plan \{/);
	});

	test('says when nothing fits', async () => {
		const { code, out, err } = await stoker(`graph show ${SAMPLE_PLAN.id} --task nothing`);
		expect({ code, out }).toEqual({ code: 3, out: '' });
		expect(err).toContain('GRAPH_PART_EMPTY');
	});
});

describe('explain --place', () => {
	test('tells the place of a run in a plan', async () => {
		const { code, out } = await stoker(`explain ${SAMPLE_PLAN.id} app@node-3 --place`);
		expect(code).toBe(0);
		await expect(out).toMatchFileSnapshot('../views/golden/place.txt');
		const skipped = await stoker(`explain ${SAMPLE_PLAN.id} old@4`);
		expect(skipped.out).toContain('Skipped because');
	});

	test('prints the same for programs', async () => {
		const { out } = await stoker(`explain ${SAMPLE_PLAN.id} app@3 -o json`);
		const { kind, data } = JSON.parse(out) as { readonly kind: string; readonly data: object };
		expect(kind).toBe('place');
		expect(data).toMatchObject({ taskId: 'app', limit: 1, ancestorCount: 2, descendantCount: 1 });
	});

	test('refuses what is no run', async () => {
		expect((await stoker(`explain ${SAMPLE_PLAN.id} app@1`)).code).toBe(3);
		expect((await stoker(`explain ${SAMPLE_PLAN.id} app`)).code).toBe(2);
	});
});
