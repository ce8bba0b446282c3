import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CapturedTerminal } from '../../../test/support/captured-terminal.js';
import { clippedTexts, overlaps, parseSvg } from '../../../test/support/parse-svg.js';
import { describeWithShared } from '../../../test/support/shared-data.js';
import { runCommandLine } from './run-command-line.js';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'stoker-graph-'));
});

afterEach(async () => {
	await rm(folder, { recursive: true, force: true });
});

async function stoker(...argv: readonly string[]) {
	const terminal = new CapturedTerminal();
	const clock = { wallMs: () => 0, monotonicMs: () => 0 };
	const code = await runCommandLine(argv, { terminal, clock, signal: new AbortController().signal });
	return { code, out: terminal.stdout.text, err: terminal.stderr.text };
}

async function write(name: string, content: string | object): Promise<string> {
	const path = join(folder, name);
	await mkdir(resolve(path, '..'), { recursive: true });
	await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
	return path;
}

const TASKS = `
- {id: start, type: stage}
- {id: store, type: shell, version: 2.1.0, role: [store], requires: [start], parameters: {cmd: 'true'}}
- id: app
  type: shell
  version: 2.1.0
  role: [app]
  requires: [start, app]
  cross-depends: [{name: store, role: store}]
  parameters: {cmd: 'true'}
`;

describe('graph compile', () => {
	test('prints edges, vertices and what executes nothing as sorted lines', async () => {
		const tasks = await write('graphs/default.tasks.yaml', TASKS);
		const nodes = await write('nodes.yaml', '2: [app]\n10: [app]\n1: [store]\n');
		const compile = (format: string) => stoker('graph', 'compile', '--tasks', tasks, '--nodes', nodes, '-o', format);
		expect(await compile('vertices')).toMatchObject({ code: 0, out: 'app@10\napp@2\nstart@null\nstore@1\n' });
		expect((await compile('edges')).out).toBe(
			['start@null app@10', 'start@null app@2', 'start@null store@1', 'store@1 app@10', 'store@1 app@2', ''].join('\n'),
		);
		expect((await compile('skipped')).out).toBe('start@null\n');
		const { data, kind } = JSON.parse((await compile('json')).out) as {
			readonly kind: string;
			readonly data: { readonly vertices: readonly object[]; readonly criticalPath: readonly string[] };
		};
		expect(kind).toBe('graph');
		expect(data.vertices).toContainEqual({ index: 0, kind: 'anchor', task: 'start', node: 'null' });
		expect(data.criticalPath).toHaveLength(2);
	});

	test.each(['graphs', '.'])('takes a folder of graphs or a release (%s)', async (path) => {
		await write('graphs/default.tasks.yaml', TASKS);
		await write('graphs/other.tasks.yaml', '- {id: only, type: stage}\n');
		const nodes = await write('nodes.json', { '1': ['app'] });
		const given = ['graph', 'compile', '--tasks', join(folder, path), '--nodes', nodes, '-o', 'vertices'];
		expect((await stoker(...given)).out).toBe('app@1\nstart@null\n');
		expect((await stoker(...given, '--graph', 'other')).out).toBe('only@null\n');
		const absent = await stoker(...given, '--graph', 'none');
		expect(absent).toMatchObject({ code: 1, out: '' });
		expect(absent.err).toContain('it has: default, other');
		expect(absent.err).toContain('GRAPH_FILES_INVALID');
	});

	test('orders what plugins say by stages only when asked to, and refuses it otherwise', async () => {
		const stages =
			'- {id: pre_deployment_end, type: stage}\n- {id: deploy_start, type: stage, requires: [pre_deployment_end]}\n';
		const tasks = await write(
			'default.tasks.yaml',
			`${stages}- {id: old, type: shell, version: 1.0.0, role: [app], parameters: {cmd: x}}\n`,
		);
		const records = '- {role: [app], stage: pre_deployment/10, type: shell, parameters: {cmd: b}}\n';
		const first = '- {role: [app], stage: pre_deployment, type: shell, parameters: {cmd: a}}\n';
		const plugin = await write('plugin/tasks.yaml', records + first);
		const nodes = await write('nodes.yaml', '1: [app]\n');
		const given = ['graph', 'compile', '--tasks', tasks, '--plugin', resolve(plugin, '..'), '--nodes', nodes];
		const refused = await stoker(...given, '-o', 'edges');
		expect(refused).toMatchObject({ code: 1, out: '' });
		expect(refused.err).toContain('The task old has version 1.0.0');
		expect(refused.err).toContain('2 tasks of tasks.yaml');
		const { out } = await stoker(...given, '--adapt-legacy', '-o', 'edges');
		expect(out).toContain('pre_deployment_end@null pre_deployment_0@1');
		expect(out).toContain('pre_deployment_0@1 pre_deployment_1@1');
		const facts = await write('facts.yaml', 'common: {propagate_task_deploy: true}\n');
		expect((await stoker(...given, '--facts', facts, '-o', 'edges')).out).toBe(out);
	});

	test('lets a later path override an earlier one by id', async () => {
		const first = await write('release.yaml-tasks/tasks.yaml', TASKS);
		const second = await write('plugin/deployment_tasks.yaml', '- {id: app, type: skipped, role: [app]}\n');
		const nodes = await write('nodes.json', { '1': ['app'] });
		const paths = ['--tasks', resolve(first, '..'), '--tasks', resolve(second, '..')];
		const { out } = await stoker('graph', 'compile', ...paths, '--nodes', nodes, '-o', 'skipped');
		expect(out).toBe('app@1\nstart@null\n');
	});

	test('takes nodes as objects, with tags by the roles of the release', async () => {
		await write(
			'graphs/default.tasks.yaml',
			'- {id: first, type: shell, version: 2.0.0, role: [primary-db], parameters: {cmd: x}}\n',
		);
		const roles = { control: { name: 'c', tags: ['db'] } };
		await write('release.yaml', {
			name: 'r',
			version: '1',
			state: 'available',
			roles_metadata: roles,
			tags_metadata: { db: { has_primary: true } },
		});
		const nodes = await write('nodes.json', { '3': { roles: ['control'] }, '2': { name: 'two', roles: ['control'] } });
		const { out } = await stoker('graph', 'compile', '--tasks', folder, '--nodes', nodes, '-o', 'vertices');
		expect(out).toBe('first@2\n');
	});

	test('tells every problem of every file at once, and prints nothing', async () => {
		const tasks = await write('a.yaml', '- {id: a, type: nothing}\n- {id: b}\n');
		const nodes = await write('nodes.yaml', 'x: [a]\n1: 5\n');
		const facts = await write('facts.yaml', 'commons: {}\n');
		const { code, out, err } = await stoker('graph', 'compile', '--tasks', tasks, '--nodes', nodes, '--facts', facts);
		expect({ code, out }).toEqual({ code: 1, out: '' });
		expect(err).toMatch(/a\.yaml:1:\d+: error: .*\[TASK_TYPE_UNKNOWN\]/);
		expect(err).toMatch(/a\.yaml:2:\d+: error: /);
		expect(err).toContain('nodes.yaml: error: Node x: ');
		expect(err).toContain('nodes.yaml: error: Node 1: ');
		expect(err).toContain('facts.yaml: error: Facts: commons is neither common nor nodes');
	});

	test('refuses a circle with its path, and only warns of names that match nothing', async () => {
		const nodes = await write('nodes.json', { '1': ['x'] });
		const task = (id: string, requires: string): string =>
			`- {id: ${id}, type: shell, version: 2.0.0, role: '*', requires: [${requires}], parameters: {cmd: x}}\n`;
		const circle = await write('circle.yaml', task('a', 'b') + task('b', 'a'));
		const refused = await stoker('graph', 'compile', '--tasks', circle, '--nodes', nodes, '-o', 'edges');
		expect(refused).toMatchObject({ code: 1, out: '' });
		expect(refused.err).toContain('GRAPH_CYCLE');
		const loose = await write('loose.yaml', task('apple', '') + task('b', 'aple'));
		const warned = await stoker('graph', 'compile', '--tasks', loose, '--nodes', nodes, '-o', 'vertices');
		expect(warned).toMatchObject({ code: 0, out: 'apple@1\nb@1\n' });
		expect(warned.err).toMatch(/loose\.yaml:2:\d+: warning: .*aple/);
		expect(warned.err).toContain('apple');
	});

	test('says what is missing on the command line', async () => {
		const { code, err } = await stoker('graph', 'compile', '-o', 'png');
		expect(code).toBe(2);
		for (const word of ['--tasks is required', '--nodes is required', '--output takes one of json, edges']) {
			expect(err).toContain(word);
		}
	});
});

describe('expressions', () => {
	test('yaql evaluates on a file, and compares with an older one', async () => {
		const data = await write('new.yaml', 'nodes: [{role: a, n: 1}, {role: b, n: 2}]\nntp: x\n');
		const old = await write('old.yaml', 'ntp: y\n');
		expect(await stoker('yaql', '$.nodes.where($.role = b).select($.n)', '--data', data)).toMatchObject({
			code: 0,
			out: '[\n  2\n]\n',
			err: '',
		});
		expect((await stoker('yaql', 'changed($.ntp)', '--data', data)).out).toBe('true\n');
		expect((await stoker('yaql', 'changed($.ntp)', '--data', data, '--old', data)).out).toBe('false\n');
		expect((await stoker('yaql', 'old($.ntp)', '--data', data, '--old', old, '-o', 'yaml')).out).toBe('y\n');
	});

	test('yaql points at what is wrong', async () => {
		const data = await write('new.yaml', '{}');
		const { code, out, err } = await stoker('yaql', '$.a.where(', '--data', data);
		expect({ code, out }).toEqual({ code: 1, out: '' });
		expect(err).toContain('EXPRESSION_INVALID');
		expect(err).toContain('$.a.where(');
		expect(err).toContain('<HERE>');
	});

	test('condition evaluates the old language', async () => {
		const data = await write('models.yaml', 'settings: {storage: {value: true}}\n');
		const evaluate = (...rest: readonly string[]) => stoker('condition', ...rest, '--data', data);
		expect((await evaluate('settings:storage.value == true')).out).toBe('true\n');
		expect((await evaluate('settings:absent == null')).out).toBe('true\n');
		expect((await evaluate('settings:absent == null', '--strict')).code).toBe(1);
		expect((await evaluate('settings:storage.value ==')).err).toContain('<HERE>');
	});
});

interface RecordedGraph {
	readonly topology: string;
	readonly mode: string;
	readonly nodes: object;
	readonly facts: object;
	readonly sha256_vertices: string;
	readonly sha256_skipped: string;
	readonly sha256_edges: string;
}

interface WrittenTask {
	readonly [field: string]: unknown;
}

/** The recorded graphs are without relations of policy any: the old system chose their nodes by chance. */
function withoutAny(task: WrittenTask): WrittenTask {
	const entries = Object.entries(task).map(([field, value]) => {
		const isRelations = field.startsWith('cross') && Array.isArray(value);
		return [
			field,
			isRelations ? value.filter((relation: { readonly policy?: string }) => relation.policy !== 'any') : value,
		];
	});
	return Object.fromEntries(entries) as WrittenTask;
}

describeWithShared('graph compile on the library of the last Fuel release', (shared) => {
	test('prints the recorded lines', async () => {
		const recorded = JSON.parse(await readFile(resolve(shared, 'conformance/real-graphs.json'), 'utf8')) as {
			readonly graphs: readonly RecordedGraph[];
		};
		const text = await readFile(resolve(shared, 'data/fuel-9.2/graphs/default.tasks.yaml'), 'utf8');
		const list = parse(text, { merge: true, uniqueKeys: false, maxAliasCount: -1 }) as readonly WrittenTask[];
		const tasks = await write('tasks.yaml', list.map(withoutAny));
		for (const graph of recorded.graphs) {
			const nodes = await write('nodes.json', graph.nodes);
			const facts = await write('facts.json', graph.facts);
			const mode = graph.mode === 'nocond' ? ['--assume-conditions'] : [];
			const given = ['--tasks', tasks, '--nodes', nodes, '--facts', facts, ...mode];
			for (const format of ['vertices', 'skipped', 'edges'] as const) {
				const { code, out } = await stoker('graph', 'compile', ...given, '-o', format, '-q');
				const digest = createHash('sha256').update(out).digest('hex');
				const where = `${format} of ${graph.topology}, ${graph.mode}`;
				expect({ code, where, digest }).toEqual({ code: 0, where, digest: graph[`sha256_${format}`] });
			}
		}
	}, 60_000);

	test('draws it for 500 computes in no time', async () => {
		const names = ['controller', 'rabbitmq', 'database', 'keystone', 'neutron'];
		const list = [
			names.map((name) => `primary-${name}`),
			names,
			names,
			...Array<readonly string[]>(500).fill(['compute']),
		];
		const nodes = await write('nodes.json', Object.fromEntries(list.map((tags, index) => [index + 1, tags])));
		const library = resolve(shared, 'data/fuel-9.2');
		const { code, out } = await stoker('graph', 'compile', '--tasks', library, '--nodes', nodes, '-q', '-o', 'svg');
		expect(code).toBe(0);
		const drawing = parseSvg(out);
		expect(drawing.boxes.length).toBeLessThanOrEqual(200);
		expect(overlaps(drawing.boxes)).toEqual([]);
		expect(clippedTexts(drawing)).toEqual([]);
		expect(Buffer.byteLength(out)).toBeLessThan(1_000_000);
	});
});
