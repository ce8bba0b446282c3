import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../commands/registry.js';
import { parseDurationSeconds } from './duration.js';
import { type Invocation, parseArguments } from './parse.js';
import { UsageError } from './usage-error.js';

const SPECS = COMMANDS.map(({ spec }) => spec);

function parse(line: string): Invocation {
	return parseArguments(
		SPECS,
		line.split(' ').filter((word) => word !== ''),
	);
}

function values(line: string): unknown {
	const invocation = parse(line);
	return invocation.kind === 'run' ? invocation.values : invocation.kind;
}

function problems(line: string): readonly string[] {
	try {
		parse(line);
	} catch (error) {
		if (error instanceof UsageError) {
			return error.problems;
		}
		throw error;
	}
	return [];
}

describe('commands', () => {
	it.each([
		['node list', { environment: undefined }],
		['node list --env prod', { environment: 'prod' }],
		['node remove app-1 --yes', { node: 'app-1', isConfirmed: true }],
		['token create', { ttlSeconds: 3600, uses: 1, hardware: '', requiresAccept: false }],
		[
			'token create --ttl 1h30m --uses 40 --hardware 52:54:00:12:34:56 --requires-accept',
			{ ttlSeconds: 5400, uses: 40, hardware: '52:54:00:12:34:56', requiresAccept: true },
		],
		['release import examples/shop --validate-only', { folder: 'examples/shop', validateOnly: true }],
		['env create prod --release shop@1.2', { environment: 'prod', release: 'shop@1.2' }],
		['environment show prod', { environment: 'prod' }],
		[
			'env assign prod db-1=store app-2=app,monitor',
			{
				environment: 'prod',
				nodes: [
					{ node: 'db-1', roles: ['store'] },
					{ node: 'app-2', roles: ['app', 'monitor'] },
				],
			},
		],
		['env unassign prod app-1 app-2', { environment: 'prod', nodes: ['app-1', 'app-2'] }],
		[
			'env deploy prod --graph provision --yes --detach',
			{
				environment: 'prod',
				graphType: 'provision',
				taskIds: [],
				subgraphs: [],
				isForced: false,
				isDryRun: false,
				isNoopRun: false,
				nodes: [],
				consents: [],
				nodesAtOnce: undefined,
				slotsPerNode: undefined,
				taskLimits: [],
				breakpoints: [],
				isPaused: false,
				isConfirmed: true,
				isDetached: true,
				agreedDigest: undefined,
			},
		],
		[
			'storage edit app-1 disk/by-path/pci-0/os=40GiB sdb/vm=0 --keep vm --boot sdb --if-version 3',
			{
				node: 'app-1',
				sizes: [
					{ disk: 'disk/by-path/pci-0', volume: 'os', sizeMib: 40_960 },
					{ disk: 'sdb', volume: 'vm', sizeMib: 0 },
				],
				kept: ['vm'],
				notKept: [],
				bootDisk: 'sdb',
				expectedVersion: 3,
			},
		],
		['storage plan app-1 --force', { kind: 'node', node: 'app-1', isForced: true, consents: [], format: 'table' }],
		[
			'deployment limits prod --nodes-at-once 20 --slots 0 --limit a=b=3 --limit sync=plan',
			{
				deployment: 'prod',
				nodesAtOnce: 20,
				slotsPerNode: 0,
				taskLimits: [
					{ taskId: 'a=b', atOnce: 3 },
					{ taskId: 'sync', atOnce: 'plan' },
				],
			},
		],
		['deployment step prod', { deployment: 'prod', count: 1 }],
		['deployment step prod 12', { deployment: 'prod', count: 12 }],
		[
			'deployment break prod app db@db-1 --remove',
			{ deployment: 'prod', names: ['app', 'db@db-1'], isRemoval: true, isCleared: false },
		],
		['deployment retry prod', { deployment: 'prod', runs: [] }],
		[
			'deployment skip prod a@b@app-1 c@2 --reason why',
			{
				deployment: 'prod',
				runs: [
					{ taskId: 'a@b', node: 'app-1' },
					{ taskId: 'c', node: '2' },
				],
				reason: 'why',
			},
		],
		['explain prod', { what: 'prod', run: undefined, node: undefined, wantsPlace: false }],
		[
			'explain prod a@b@app-1 --place',
			{ what: 'prod', run: { taskId: 'a@b', node: 'app-1' }, node: undefined, wantsPlace: true },
		],
		[
			'env plan prod --task a --task b --subgraph a..b/1,3-5 --force --dry-run',
			{
				environment: 'prod',
				graphType: '',
				taskIds: ['a', 'b'],
				subgraphs: [{ start: ['a'], end: ['b/1,3-5'] }],
				isForced: true,
				isDryRun: true,
				isNoopRun: false,
				nodes: [],
				consents: [],
			},
		],
		[
			'deployment tasks prod --state failed,dep_failed --node app-1',
			{ deployment: 'prod', node: 'app-1', task: undefined, states: ['failed', 'dep_failed'] },
		],
		[
			'logs prod a@b@app-1 --attempt 2 --offset 4096 -f',
			{ deployment: 'prod', task: 'a@b', node: 'app-1', attempt: 2, offset: 4096, follow: true },
		],
		['events', { environment: '', after: undefined, isUntilNow: false }],
		['events prod --after 0 --until-now', { environment: 'prod', after: 0, isUntilNow: true }],
		['audit list --limit 7', { limit: 7 }],
	])('reads `stoker %s`', (line, expected) => {
		expect(values(line)).toEqual(expected);
	});

	it('takes options of every command before and after it', () => {
		for (const line of [
			'-o json --no-headers node list',
			'node list --output json --no-headers',
			'node -o json list --no-headers',
		]) {
			const invocation = parse(line);
			expect(invocation.kind === 'run' && invocation.options).toMatchObject({ output: 'json', hasHeaders: false });
		}
	});

	it('takes what is of a node below the node too', () => {
		expect(parse('node inventory diff app-1 --from 1')).toEqual(parse('inventory diff app-1 --from 1'));
		expect(parse('-o json node inventory list app-1')).toEqual(parse('-o json inventory list app-1'));
		expect(parse('help node inventory')).toEqual(parse('help inventory'));
		expect(values('node show inventory')).toEqual({ node: 'inventory' });
	});

	it('understands every example of its own help', () => {
		for (const { path, examples } of SPECS) {
			expect(examples.length).toBeGreaterThan(0);
			for (const { line } of examples) {
				const quoted = line.replace(/ > \S+$/, '').match(/'[^']*'|\S+/g) ?? [];
				const words = quoted.map((word) => word.replaceAll("'", '')).slice(1);
				expect(parseArguments(SPECS, words)).toMatchObject({ kind: 'run', path });
			}
		}
	});
});

describe('help', () => {
	it('shows examples before anything else, and the exit codes', () => {
		for (const { path } of SPECS) {
			const invocation = parse(`${path} --help`);
			expect(invocation).toMatchObject({ kind: 'help' });
			const text = invocation.kind === 'help' ? invocation.text : '';
			expect(text.indexOf('Examples:')).toBeLessThan(text.indexOf('Usage:'));
			expect(text).toMatch(/130 +interrupted/);
			expect(text).toContain(`stoker ${path}`);
		}
	});

	it.each(['--help', '-h', 'help', 'node --help', 'help node list', 'node list -o jsno --help', '--context x node -h'])(
		'wins over everything else on `stoker %s`',
		(line) => {
			expect(parse(line).kind).toBe('help');
		},
	);

	it('is not asked for after --', () => {
		expect(values('env unassign prod -- --help')).toEqual({ environment: 'prod', nodes: ['--help'] });
	});

	it('names every command', () => {
		const invocation = parse('--help');
		const text = invocation.kind === 'help' ? invocation.text : '';
		for (const { path } of SPECS) {
			const [noun = '', verb = ''] = path.split(' ');
			// A long list of verbs goes on below, indented further.
			expect(text).toMatch(new RegExp(`^  ${noun} .*(\\n {4,}.*)*\\b${verb}\\b`, 'm'));
		}
	});
});

describe('a command line that does not fit', () => {
	it.each([
		['nod list', /unknown command 'nod' \(Did you mean node\?\)/],
		['node lsit', /unknown command 'lsit' \(Did you mean list\?\)/],
		['node list --envv prod', /unknown option '--envv' \(Did you mean --env\?\)/],
		['node show', /missing required argument 'NODE'/],
		['node show a b', /too many arguments/],
		['node list --env', /argument missing/],
		['env create prod', /--release is required/],
		['node', /name a verb of node/],
		['', /name a command/],
		['logs prod configure-app', /'configure-app' is not TASK@NODE/],
		['env assign prod app-1', /'app-1' is not NODE=ROLE/],
		['env assign prod app-1=a app-1=b', /'app-1' is named twice/],
		['deployment tasks prod --state done', /--state takes pending/],
		['deployment limits prod --limit app', /'app' is not TASK=N/],
		['deployment limits prod --nodes-at-once many', /--nodes-at-once takes a whole number/],
		['deployment step prod 0', /COUNT is a whole number from 1 to 10000, not '0'/],
		['deployment break prod --remove', /--remove needs the break-points/],
		['deployment skip prod a@1', /--reason is required/],
		['deployment mark-done prod --reason x', /missing required argument 'TASK@NODE'/],
		['deployment retry prod app', /'app' is not TASK@NODE/],
		['explain prod a@1 --node 1', /not both/],
		['explain prod --place', /--place needs a task/],
	])('is told what is wrong with `stoker %s`', (line, expected) => {
		expect(problems(line).join('\n')).toMatch(expected);
	});

	it('is told everything at once', () => {
		expect(problems('token create --ttl 3600 --uses many -o jsno --timeout 0s')).toEqual([
			"--output takes one of table, json, jsonl, yaml, name, not 'jsno'",
			expect.stringMatching(/^--timeout takes a duration/),
			expect.stringMatching(/^--ttl takes a duration/),
			expect.stringMatching(/^--uses takes a whole number/),
		]);
	});
});

describe('durations', () => {
	it.each([
		['90s', 90],
		['15m', 900],
		['1h30m', 5400],
		['7d', 604_800],
		['2w', 1_209_600],
	])('reads %s', (text, seconds) => {
		expect(parseDurationSeconds(text)).toBe(seconds);
	});

	it.each(['', '90', 's', '1.5h', '-1h', '1h 30m', '1y'])('refuses %j', (text) => {
		expect(parseDurationSeconds(text)).toBeUndefined();
	});
});
