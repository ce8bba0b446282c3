import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { StokerClient } from '@stoker/cli/client';
import type { EventView, VertexView } from '@stoker/shared/model/views.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { bundleProgram } from '../support/bundle-program.js';
import { Cluster, until } from '../support/cluster.js';
import { describeWithShared } from '../support/shared-data.js';

interface RecordedGraph {
	readonly library: string;
	readonly topology: string;
	readonly mode: string;
	readonly nodes: Readonly<Record<string, readonly string[]>>;
	readonly edge_list: readonly string[];
}

/** Tasks with relations that a `yaql_exp` gives; such a relation is taken as empty for now. */
const COMPUTED_RELATIONS = ['cluster', 'netconfig', 'hiera_default_route'];

type RawTask = Record<string, unknown> & { id: string };

/** The library as the recorded graphs were made from it: without relations whose policy is `any`. */
function withoutAny(tasks: readonly RawTask[]): readonly RawTask[] {
	const isFixed = (relation: unknown): boolean => (relation as { policy?: string } | null)?.policy !== 'any';
	return tasks.map((task) =>
		Object.fromEntries(
			Object.entries(task).map(([key, value]) => [
				key,
				key.startsWith('cross-') && Array.isArray(value) ? value.filter(isFixed) : value,
			]),
		),
	) as unknown as readonly RawTask[];
}

/** The files that the library copies from the controller are all this one. */
function copyingFrom(path: string, tasks: readonly RawTask[]): readonly RawTask[] {
	return tasks.map((task) => {
		const parameters = task['parameters'] as { files?: readonly object[] } | undefined;
		return task['type'] === 'copy_files' && parameters?.files
			? { ...task, parameters: { ...parameters, files: parameters.files.map((file) => ({ ...file, src: path })) } }
			: task;
	});
}

const roleOf = (tag: string): string | undefined => {
	const plain = tag.replace(/^primary-/, '');
	return ['controller', 'compute', 'ceph-osd', 'cinder', 'mongo'].includes(plain) ? plain : undefined;
};

describeWithShared('the real library on twelve nodes', (shared) => {
	const folder = mkdtempSync(join(tmpdir(), 'stoker-real-'));
	let cluster: Cluster;
	let recorded: RecordedGraph;

	beforeAll(async () => {
		const all = JSON.parse(readFileSync(join(shared, 'conformance/real-graphs.json'), 'utf8')) as {
			graphs: readonly RecordedGraph[];
		};
		const found = all.graphs.find((graph) => graph.topology === 'mixed12' && graph.mode === 'nocond');
		if (found === undefined) {
			throw new Error('mixed12 nocond is not among the recorded graphs');
		}
		recorded = found;
		const program = await bundleProgram(resolve(import.meta.dirname, '../support/sleeping-agent.ts'), folder);
		const wrapper = resolve(import.meta.dirname, '../../agent/dist/bundle/stoker-wrapper');
		writeFileSync(join(folder, 'copied'), 'content');
		const settings = { STOKER_WRAPPER: wrapper, SLEEP_SEED: '7', STOKER_SOURCES_FOLDERS: folder };
		cluster = await Cluster.start({ agentProgram: program, settings });
		await cluster.addAgents(12);
		await cluster.addMasterAgent();
	});

	afterAll(async () => {
		await cluster.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	it('ends every run, in an order that holds every recorded edge', async () => {
		const library = join(shared, recorded.library);
		const text = (path: string): string => readFileSync(join(library, path), 'utf8');
		const written = parse(text('graphs/default.tasks.yaml'), { merge: true, uniqueKeys: false }) as RawTask[];
		const tasks = copyingFrom(join(folder, 'copied'), withoutAny(written));
		const { client } = cluster;
		const imported = await client.releases.import(
			[
				{ path: 'release.yaml', content: Buffer.from(text('release.yaml')) },
				{ path: 'graphs/default.tasks.yaml', content: Buffer.from(stringify(tasks, { aliasDuplicateObjects: false })) },
			],
			false,
		);
		const release = imported.releases.find(({ name }) => name === 'Mitaka on Ubuntu 14.04');
		await client.environments.create('mixed12', release?.id ?? '');
		await client.environments.assign(
			'mixed12',
			Object.entries(recorded.nodes).map(([node, tags]) => ({
				node,
				roles: [...new Set(tags.flatMap((tag) => roleOf(tag) ?? []))],
			})),
		);
		const plan = await client.deployments.plan('mixed12');
		const deployment = await client.deployments.start(plan.id, plan.digest);
		await until(
			'the deployment ends',
			async () => (await client.deployments.get(deployment.id)).deployment.state !== 'running',
			90_000,
		);
		const { deployment: ended } = await client.deployments.get(deployment.id);
		expect([ended.state, ended.message]).toEqual(['succeeded', '']);

		const order = new Map<string, { begun: number; ended: number }>();
		for await (const item of client.events.watch({
			environment: 'mixed12',
			start: { kind: 'after', sequence: 0 },
			untilNow: true,
		})) {
			if (item.kind === 'event') {
				record(order, item.event);
			}
		}
		expect(order.size).toBe(806);
		const planned = await plannedEdges(client, plan.id);
		const computed = recorded.edge_list.filter((line) => !planned.has(line));
		const broken = recorded.edge_list.filter((line) => {
			const [before = '', after = ''] = line.split(' ');
			const ended = order.get(before)?.ended ?? Number.POSITIVE_INFINITY;
			return planned.has(line) && ended >= (order.get(after)?.begun ?? 0);
		});
		expect(broken).toEqual([]);
		// What the plan does not have, only a computed relation makes.
		const strangers = computed.filter((line) => !COMPUTED_RELATIONS.some((id) => line.includes(`${id}@`)));
		expect(strangers).toEqual([]);
		expect(computed).toHaveLength(50);
		expect(recorded.edge_list).toHaveLength(2_930);
	});
});

/** The edges of a plan between task runs, barriers dissolved, as `before after`. */
async function plannedEdges(client: StokerClient, planId: string): Promise<ReadonlySet<string>> {
	const vertices = new Map<number, VertexView>();
	for await (const page of client.graphs.vertices({ planId, nodeId: '', taskId: '' })) {
		for (const vertex of page.items) {
			vertices.set(vertex.index, vertex);
		}
	}
	const before = new Map<number, number[]>();
	for await (const page of client.graphs.edges(planId)) {
		for (const edge of page.items) {
			before.set(edge.after, [...(before.get(edge.after) ?? []), edge.before]);
		}
	}
	const sources = (index: number): readonly number[] =>
		(before.get(index) ?? []).flatMap((source) =>
			vertices.get(source)?.kind === 'barrier' ? sources(source) : [source],
		);
	const name = (index: number): string => `${vertices.get(index)?.taskId}@${vertices.get(index)?.nodeId}`;
	const real = [...vertices.values()].filter((vertex) => vertex.kind !== 'barrier');
	return new Set(real.flatMap(({ index }) => sources(index).map((source) => `${name(source)} ${name(index)}`)));
}

/** By the controller's commit sequence: when each run began, or passed, and when it ended. */
function record(order: Map<string, { begun: number; ended: number }>, event: EventView): void {
	if (event.body.kind !== 'task_run_changed') {
		return;
	}
	const { taskId, nodeId, to } = event.body;
	const name = `${taskId}@${nodeId}`;
	const known = order.get(name) ?? { begun: 0, ended: 0 };
	if (to === 'running') {
		order.set(name, { ...known, begun: event.sequence });
	} else if (to !== 'ready') {
		order.set(name, { begun: known.begun || event.sequence, ended: event.sequence });
	}
}
