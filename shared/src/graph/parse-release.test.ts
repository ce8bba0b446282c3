import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReleaseContent } from '../model/release.js';
import { type ParsedFolder, parseRelease } from './parse-release.js';

const RELEASE = 'name: shop\nversion: 1.10\nroles_metadata:\n  app: {}\n  store:\n';
const parse = (files: Readonly<Record<string, string>>) => parseRelease(new Map(Object.entries(files)));
const parseTasks = (text: string) => parse({ 'release.yaml': RELEASE, 'graphs/default.tasks.yaml': text });

const listed = ({ diagnostics }: ParsedFolder) =>
	diagnostics.map((found) => {
		const at = `${found.file?.replace('graphs/default.tasks', 'tasks')}:${found.line}:${found.column} ${found.path}`;
		return [`${found.code} ${at}`, found.message, found.hint].filter((text) => text !== undefined).join(' | ');
	});

const tasksOf = (folder: ParsedFolder) => folder.releases[0]?.graphs[0]?.tasks ?? [];

describe('release.yaml', () => {
	test('one plain mapping is a release; numbers keep their spelling, empty roles their defaults', () => {
		const folder = parse({ 'release.yaml': RELEASE });
		expect(folder.diagnostics).toEqual([]);
		expect(folder.releases).toEqual<ReleaseContent[]>([
			{
				name: 'shop',
				version: '1.10',
				description: '',
				isAvailable: true,
				roles: [
					{ id: 'app', name: 'app', description: '', tags: ['app'], hasPrimary: false },
					{ id: 'store', name: 'store', description: '', tags: ['store'], hasPrimary: false },
				],
				tags: [],
				graphs: [],
			},
		]);
	});

	test('records extend others at every depth; those without a pk are no releases', () => {
		const text = `
- &base
  model: release
  fields:
    state: unavailable
    version: "9.0"
    roles_metadata:
      controller: {name: Controller, tags: [controller, database]}
    tags_metadata:
      controller: {has_primary: yes}
- &first
  pk: 1
  extend: *base
  fields: {name: one, roles_metadata: {compute: {}}}
- pk: 2
  extend: *first
  fields: {name: two, state: available, roles_metadata: {controller: {tags: [controller]}}}
`;
		const { releases, diagnostics } = parse({ 'release.yaml': text });
		expect(diagnostics.map(({ code }) => code)).toEqual(['YAML_OLD_FORM']);
		expect(releases.map(({ name, version, isAvailable }) => ({ name, version, isAvailable }))).toEqual([
			{ name: 'one', version: '9.0', isAvailable: false },
			{ name: 'two', version: '9.0', isAvailable: true },
		]);
		const rolesOf = releases.map(({ roles }) => roles.map(({ name, tags }) => `${name}: ${tags.join(' ')}`));
		expect(rolesOf).toEqual([
			['Controller: controller database', 'compute: compute'],
			['Controller: controller', 'compute: compute'],
		]);
		expect(releases[1]?.tags).toEqual([{ id: 'controller', hasPrimary: true }]);
	});

	test('all problems come at once', () => {
		const text = 'name: [x]\nstate: avalable\nroles_metadata:\n  app: {tags: app, has_primary: maybe}\n  web: 3\n';
		expect(listed(parse({ 'release.yaml': text }))).toEqual(
			[
				'FIELD_INVALID release.yaml:1:7 name | name: expected text, found a list',
				'FIELD_MISSING release.yaml:1:1  | The release has no version | Add `version:`.',
				'FIELD_INVALID release.yaml:2:8 state | state: expected one of available, unavailable, manageonly, ' +
					'found "avalable" | Did you mean "available"?',
				'FIELD_INVALID release.yaml:4:15 roles_metadata.app.tags | tags: expected a list, ' +
					'found the string "app" | Write it as a list: [...].',
				'FIELD_INVALID release.yaml:4:33 roles_metadata.app.has_primary | has_primary: expected true or false, ' +
					'found the string "maybe"',
				'FIELD_INVALID release.yaml:5:8 roles_metadata.web | web: expected a mapping, found the number "3"',
			].sort(byPosition),
		);
	});

	test('a folder without one, an empty one, one without a release, equal releases', () => {
		expect(listed(parse({}))).toEqual([
			'FILE_MISSING release.yaml:undefined:undefined undefined | The folder has no release.yaml | ' +
				'Import the folder that holds release.yaml.',
		]);
		expect(listed(parse({ 'release.yaml': '# nothing\n' }))).toEqual([
			'FIELD_MISSING release.yaml:1:1  | The file is empty',
		]);
		expect(parse({ 'release.yaml': '- fields: {name: x}\n' }).diagnostics.map(({ code }) => code)).toEqual([
			'FIELD_MISSING',
		]);
		const twice = '- {pk: 1, fields: &f {name: x, version: "1", roles_metadata: {a: }}}\n- {pk: 2, fields: *f}\n';
		expect(parse({ 'release.yaml': twice }).diagnostics.map(({ code }) => code)).toEqual([
			'RELEASE_DUPLICATE',
			'YAML_OLD_FORM',
		]);
	});

	test('other files are named, metadata is kept', () => {
		const folder = parse({
			'release.yaml': RELEASE,
			'README.md': 'hello',
			'graphs/default.tasks.yaml': '',
			'graphs/default.metadata.yaml': 'node_filter: $.pending_addition\n',
			'graphs/other.metadata.yaml': '[]',
		});
		expect(folder.diagnostics.map(({ code, file }) => `${code} ${file}`)).toEqual([
			'FIELD_INVALID graphs/other.metadata.yaml',
			'FILE_IGNORED README.md',
		]);
		expect(folder.releases[0]?.graphs).toEqual([
			{ type: 'default', tasks: [], metadata: { node_filter: '$.pending_addition' } },
		]);
	});
});

describe('tasks', () => {
	test('a task with every spelling of everything', () => {
		const folder = parseTasks(`
- id: a
  type: shell
  version: 2.1.0
  role: app
  groups: [store]
  requires: [b, '/^b/']
  required_for: [c]
  cross_depends:
    - {name: b, role: null}
    - {name: c, policy: any}
    - null
  cross-depended-by:
    - {name: c, role: self}
    - {name: c, role: x, tags: [app, store]}
  condition: settings:x
  fail_on_error: no
  retry_on_lost: true
  parameters: {cmd: 'true', timeout: 10}
- {id: b, type: stage}
- {id: c, type: puppet, roles: [store], parameters: {puppet_manifest: /c.pp}}
`);
		expect(folder.diagnostics).toEqual([]);
		const { places, ...task } = tasksOf(folder)[0] ?? {};
		expect(task).toEqual({
			id: 'a',
			type: 'shell',
			version: '2.1.0',
			roles: 'app',
			requires: ['b', '/^b/'],
			requiredFor: ['c'],
			crossDepends: [
				{ name: 'b', role: null, policy: 'all' },
				{ name: 'c', role: undefined, policy: 'any' },
			],
			crossDependedBy: [
				{ name: 'c', role: 'self', policy: 'all' },
				{ name: 'c', role: ['app', 'store'], policy: 'all' },
			],
			tasks: [],
			parameters: { cmd: 'true', timeout: 10 },
			failOnError: false,
			retryOnLost: true,
			extra: { condition: 'settings:x' },
			source: { file: 'graphs/default.tasks.yaml', line: 2, column: 3, path: '[0]' },
		});
		expect(places?.requires?.[1]).toEqual({ line: 7, column: 17, path: '[0].requires[1]' });
		expect(places?.crossDepends?.[1]).toEqual({ line: 11, column: 7, path: '[0].cross_depends[1]' });
	});

	test('tags beat roles, roles beat groups, and groups count only where no role is', () => {
		const folder = parseTasks(`
- {id: a, type: stage, groups: [g], role: [r], tags: [app]}
- {id: b, type: stage, groups: [app], role: [store]}
- {id: c, type: stage, groups: [app], role: []}
- {id: d, type: stage, groups: [app], role: [store], tags: []}
- {id: e, type: stage}
`);
		expect(tasksOf(folder).map(({ roles }) => roles)).toEqual([['app'], ['store'], ['app'], [], undefined]);
	});

	test('relations with expressions are set apart, list by list and item by item', () => {
		const folder = parseTasks(`
- id: a
  type: stage
  requires: [b, {yaql_exp: $.x}]
  cross-depends: {yaql_exp: $.y}
  cross-depended-by:
    - {name: b, role: {yaql_exp: $.z}}
- {id: b, type: stage}
`);
		expect(folder.diagnostics).toEqual([]);
		const [task] = tasksOf(folder);
		expect(task?.requires).toEqual(['b']);
		expect(task?.crossDependedBy).toEqual([]);
		expect(task?.expressions).toEqual([
			{ field: 'requires', written: { yaql_exp: '$.x' }, place: { line: 4, column: 17, path: '[0].requires[1]' } },
			{
				field: 'crossDepends',
				written: { yaql_exp: '$.y' },
				place: { line: 5, column: 18, path: '[0].cross-depends' },
			},
			{
				field: 'crossDependedBy',
				written: { name: 'b', role: { yaql_exp: '$.z' } },
				place: { line: 7, column: 7, path: '[0].cross-depended-by[0]' },
			},
		]);
	});

	test('a fault tolerance that means nothing is refused, and is no matter of other tasks', () => {
		const folder = parseTasks(`
- {id: a, type: group, role: app, fault_tolerance: some}
- {id: b, type: group, role: app, fault_tolerance: "-20%"}
- {id: c, type: stage, fault_tolerance: some}
`);
		expect(listed(folder)).toEqual([
			'FIELD_INVALID tasks.yaml:2:52 [0].fault_tolerance | ' +
				'fault_tolerance: expected a number of nodes or a share of them such as "20%", found the string "some"',
		]);
	});

	test('all problems come at once, each with its place and what to do', () => {
		const folder = parseTasks(`
- {type: stage}
- {id: a b, type: stage}
- {id: 7, type: stage}
- {id: c, type: shel, requires: d}
- {id: d, type: shell, version: 2.0, parameters: []}
- {id: d, type: stage}
- {id: e, type: upload_file, parameters: {path: /x}, fail_on_error: perhaps}
- {id: f, type: group, role: app, tasks: [d, g, h]}
- {id: g, type: group, role: app}
- {id: i, type: stage, requires: [/(/, 3], cross-depends: [x, {role: app}, {name: d, polcy: all, policy: some}]}
- nonsense
- {id: j, type: stage, requirs: [d], require_for: []}
`);
		expect(listed(folder)).toEqual([
			'FIELD_MISSING tasks.yaml:2:3 [0] | The task has no id | Add `id: NAME`.',
			'TASK_ID_INVALID tasks.yaml:3:8 [1].id | "a b" cannot be the id of a task | ' +
				'Use letters, digits and the signs _ . : + # -, at most 255.',
			'FIELD_INVALID tasks.yaml:4:8 [2].id | id: expected text, found the number "7" | Put it in quotes.',
			'TASK_TYPE_UNKNOWN tasks.yaml:5:17 [3].type | There is no task type "shel" | Did you mean "shell"?',
			'FIELD_INVALID tasks.yaml:5:33 [3].requires | requires: expected a list, found the string "d" | ' +
				'Write it as a list: [...].',
			'FIELD_INVALID tasks.yaml:6:33 [4].version | version: expected three numbers such as 2.1.0, found "2.0"',
			'FIELD_INVALID tasks.yaml:6:50 [4].parameters | parameters: expected a mapping, found a list',
			'TASK_ID_DUPLICATE tasks.yaml:7:8 [5].id | The task d is already defined on line 6',
			'PARAMETER_MISSING tasks.yaml:8:42 [6].parameters | Tasks of type upload_file need the parameter data | ' +
				'Add `data:` under parameters.',
			'FIELD_INVALID tasks.yaml:8:69 [6].fail_on_error | fail_on_error: expected true or false, ' +
				'found the string "perhaps"',
			'GROUP_MEMBER_UNKNOWN tasks.yaml:9:49 [7].tasks[2] | The group f names h, which is no task',
			'PATTERN_INVALID tasks.yaml:11:35 [9].requires[0] | The pattern /(/ cannot be used: ' + 'a "(" is not closed',
			'FIELD_INVALID tasks.yaml:11:40 [9].requires[1] | Expected the name of a task, found the number "3"',
			'FIELD_INVALID tasks.yaml:11:60 [9].cross-depends[0] | Expected a mapping with a name, ' +
				'found the string "x" | Write `- name: TASK`.',
			'FIELD_MISSING tasks.yaml:11:63 [9].cross-depends[1] | The relation has no name | Add `name: TASK`.',
			'FIELD_INVALID tasks.yaml:11:106 [9].cross-depends[2].policy | policy: expected all or any, found "some"',
			'FIELD_INVALID tasks.yaml:12:3 [10] | Expected a task, found the string "nonsense"',
			'GROUP_NESTED tasks.yaml:9:46 [7].tasks[1] | The group f names the group g, which has no effect',
			'FIELD_SUSPECT tasks.yaml:11:86 [9].cross-depends[2].polcy | A relation has no field "polcy"; ' +
				'it has no effect | Did you mean "policy"?',
			'FIELD_SUSPECT tasks.yaml:13:24 [11].requirs | A task has no field "requirs"; it has no effect | ' +
				'Did you mean "requires"?',
			'FIELD_SUSPECT tasks.yaml:13:38 [11].require_for | A task has no field "require_for"; it has no effect | ' +
				'Did you mean "required_for"?',
		]);
	});

	test('parameters that no assignment could carry are refused where they stand', () => {
		const parameters = `{path: /a, data: &data ${'x'.repeat(6_000_000)}, more: [*data, *data]}`;
		expect(listed(parseTasks(`\n- {id: a, type: upload_file, parameters: ${parameters}}\n`))).toEqual([
			'PARAMETERS_TOO_LARGE tasks.yaml:2:42 [0].parameters | The parameters are larger than 16 MiB | ' +
				'Ship large content as a file that the task fetches.',
			'YAML_OLD_FORM tasks.yaml:2:6000074 [0].parameters.more[0] | ' +
				'An alias is read as if what its anchor names were written out (2 times in this file)',
		]);
	});

	test('roles that nothing provides are warned of once, with a near name', () => {
		const folder = parseTasks(`
- {id: a, type: puppet, role: [stor, app, primary-app, master, '/.*/'], parameters: {puppet_manifest: x}}
- {id: b, type: puppet, role: stor, parameters: {puppet_manifest: x}, cross-depends: [{name: a, role: '/^z/'}]}
- {id: c, type: stage, role: ghosts}
`);
		expect(listed(folder)).toEqual([
			'ROLE_UNKNOWN tasks.yaml:2:3 [0] | No role of the release provides stor, asked for by a, b | ' +
				'Did you mean "store"?',
			'ROLE_UNKNOWN tasks.yaml:3:87 [1].cross-depends[0] | No role of the release matches /^z/, asked for by b',
			'ROLE_UNKNOWN tasks.yaml:4:3 [2] | No role of the release provides ghosts, asked for by c',
		]);
	});
});

describe('circles', () => {
	test('are found with every role on a node of its own, before anybody has assigned any', () => {
		const folder = parseTasks(`
- {id: a, type: shell, role: app, requires: [b], parameters: {cmd: x}}
- {id: b, type: shell, role: app, requires: [a], parameters: {cmd: x}}
- {id: c, type: shell, role: app, cross-depends: [{name: d, role: store}], parameters: {cmd: x}}
- {id: d, type: shell, role: store, cross-depends: [{name: c, role: app}], parameters: {cmd: x}}
- {id: e, type: shell, role: app, requires: [f], parameters: {cmd: x}}
- {id: f, type: shell, role: store, requires: [e], parameters: {cmd: x}}
`);
		expect(listed(folder)).toEqual([
			'GRAPH_CYCLE tasks.yaml:2:3 [0] | Tasks wait for each other: a@app -> b@app -> a@app | ' +
				'Remove one of: a: requires b; b: requires a.',
			'GRAPH_CYCLE tasks.yaml:4:3 [2] | Tasks wait for each other: c@app -> d@store -> c@app | ' +
				'Remove one of: c: cross-depends d (role store); d: cross-depends c (role app).',
		]);
	});
});

describe('YAML', () => {
	test('what is broken is shown where it breaks, and other files are read all the same', () => {
		const folder = parse({ 'release.yaml': 'name: [', 'graphs/default.tasks.yaml': '- {id: a, type: nope}\n' });
		expect(folder.diagnostics.map(({ code }) => code)).toEqual(['TASK_TYPE_UNKNOWN', 'YAML_INVALID']);
		expect(folder.diagnostics[1]).toMatchObject({ file: 'release.yaml', line: 1, column: 8 });
	});

	test.each([
		['a list that is not closed', '- id: y\n  type: shell\n  roles: [store\n  parameters: {cmd: ls}\n'],
		['a mapping that is not closed', '- id: y\n  type: shell\n  parameters: {cmd: ls\n'],
		['a value indented too far', '- id: y\n   type: shell\n  parameters: {cmd: ls}\n'],
		['a value indented too little', '- id: y\n  type: shell\n parameters: {cmd: ls}\n'],
		['a colon left out', '- id y\n  type: shell\n  parameters: {cmd: ls}\n'],
	])('%s hides nothing that stands before or behind it', (_what, broken) => {
		const folder = parseTasks(`- id: a\n  type: shel\n${broken}- id: z\n  type: puppett\n- {id: a, type: stage}\n`);
		const found = folder.diagnostics.filter(({ code }) => code !== 'YAML_INVALID');
		expect(found.map(({ code, line }) => `${code} ${line}`)).toEqual([
			'TASK_TYPE_UNKNOWN 2',
			`TASK_TYPE_UNKNOWN ${4 + broken.split('\n').length - 1}`,
			`TASK_ID_DUPLICATE ${5 + broken.split('\n').length - 1}`,
		]);
		expect(folder.diagnostics.map(({ code }) => code)).toContain('YAML_INVALID');
	});

	test('where the parser loses its way one error stands for all that follow, and a tab is called by its name', () => {
		const folder = parseTasks(
			'- id: a\n  type: shel\n- id: x\n  type: stage\n- id: y\n\ttype: stage\n- id: z\n  type: no\n',
		);
		expect(listed(folder).map((line) => line.replace(/\|.*\|/, '|'))).toEqual([
			'TASK_TYPE_UNKNOWN tasks.yaml:2:9 [0].type | Did you mean "shell"?',
			'YAML_INVALID tasks.yaml:6:2  | Indent with spaces: YAML takes no tabs there.',
		]);
	});

	test('a key given twice counts as last written, with a warning', () => {
		const folder = parseTasks('- id: a\n  type: stage\n  requires: [x]\n  requires: [a]\n');
		expect(listed(folder)).toEqual([
			'KEY_DUPLICATE tasks.yaml:4:3 [0].requires | The key "requires" occurs twice; the last one counts',
		]);
		expect(tasksOf(folder)[0]?.requires).toEqual(['a']);
	});

	test('merge keys, octal text, dates and lone letters mean what they meant to the old loader', () => {
		const folder = parseTasks(`
- id: a
  type: stage
  parameters:
    <<: [{one: 1, two: 1}, {two: 2, three: 3}]
    <<: {three: later}
    one: own
    "<<": text
    permissions: '0640'
    mode: 0640
    day: 2016-01-02
    answer: y
    switch: on
    on: key
    time: 10:20
    none: ~
    big: .inf
`);
		expect(listed(folder)).toEqual([
			'YAML_OLD_FORM tasks.yaml:5:5 [0].parameters | ' +
				'The merge key `<<` is read; what the mapping has itself counts more (2 times in this file)',
		]);
		expect(tasksOf(folder)[0]?.parameters).toEqual({
			one: 'own',
			'<<': 'text',
			permissions: '0640',
			mode: 416,
			day: '2016-01-02',
			answer: 'y',
			switch: true,
			on: 'key',
			time: '10:20',
			none: null,
			big: '.inf',
			two: 1,
			three: 'later',
		});
	});

	test('tags of the old loader are read as it did, each with a warning', () => {
		const folder = parseTasks(`
- id: a
  type: stage
  parameters:
    bind: !!pairs
      - "settings:common.libvirt_type.value": qemu
      - [one]: {two: 2}
      - a: 1
    bind2: !!pairs [a: 1, a: 2, 3: ]
    ordered: !!omap [b: 1, a: 2]
    members: !!set {b, a}
    sum: !!binary aGVsbG8=
    day: !!timestamp 2016-01-02
    float: !!float 3
    text: !!str 12
    whole: !!int "0x1F"
    strange: !!python/unicode x
`);
		expect(listed(folder).map((line) => line.split(' | ').slice(0, 2).join(' | '))).toEqual([
			'YAML_OLD_FORM tasks.yaml:6:7 [0].parameters.bind | ' +
				'!!pairs is read as a list of lists of a key and its value (2 times in this file)',
			'YAML_OLD_FORM tasks.yaml:10:21 [0].parameters.ordered | !!omap is read as a list of lists of a key and its value',
			'YAML_OLD_FORM tasks.yaml:11:20 [0].parameters.members | !!set is read as the list of its members',
			'YAML_OLD_FORM tasks.yaml:12:19 [0].parameters.sum | !!binary stays the text that is written',
			'YAML_OLD_FORM tasks.yaml:13:22 [0].parameters.day | !!timestamp stays the text that is written',
			'YAML_SUSPECT tasks.yaml:17:14  | Unresolved tag: tag:yaml.org,2002:python/unicode',
		]);
		expect(tasksOf(folder)[0]?.parameters).toEqual({
			bind: [
				['settings:common.libvirt_type.value', 'qemu'],
				[['one'], { two: 2 }],
				['a', 1],
			],
			bind2: [
				['a', 1],
				['a', 2],
				[3, null],
			],
			ordered: [
				['b', 1],
				['a', 2],
			],
			members: ['b', 'a'],
			sum: 'aGVsbG8=',
			day: '2016-01-02',
			float: 3,
			text: '12',
			whole: 31,
			strange: 'x',
		});
	});

	test.each(['!!pairs {a: 1}', '!!pairs [[a, 1]]', '!!pairs [{a: 1, b: 2}]', '!!omap 3', '!!set [a]'])(
		'%s is refused, as by the old loader',
		(text) => {
			const codes = parseTasks(`- {id: a, type: stage, parameters: {x: ${text}}}`).diagnostics.map(({ code }) => code);
			expect(codes).toEqual(['FIELD_INVALID']);
		},
	);

	test('keys that are special to JavaScript stay plain data', () => {
		const folder = parseTasks('- {id: a, type: stage, parameters: {__proto__: {polluted: 1}, constructor: x}}\n');
		expect(JSON.stringify(tasksOf(folder)[0]?.parameters)).toBe('{"__proto__":{"polluted":1},"constructor":"x"}');
	});

	test('aliases that multiply, nest in themselves or name nothing are refused', () => {
		const bomb = ['a: &a0 [x, x, x, x, x, x, x, x, x, x]'];
		for (let level = 1; level < 12; level++) {
			bomb.push(
				`k${level}: &a${level} [${Array(10)
					.fill(`*a${level - 1}`)
					.join(', ')}]`,
			);
		}
		const codes = (text: string) => parse({ 'release.yaml': text }).diagnostics.map(({ code }) => code);
		expect(codes(bomb.join('\n'))).toEqual(['YAML_TOO_LARGE']);
		expect(codes('name: &a [*a]')).toEqual(['ALIAS_INVALID']);
		expect(codes('name: *nobody')).not.toEqual([]);
	});

	test('aliases may not nest deeper than values written out, nor merge keys multiply them', () => {
		const codes = (text: string) => parse({ 'release.yaml': text }).diagnostics.map(({ code }) => code);
		const nested = Array.from({ length: 5000 }, (_, level) => `k: &a${level} [${level === 0 ? '' : `*a${level - 1}`}]`);
		expect(codes(nested.join('\n'))).toContain('YAML_TOO_DEEP');
		const wide = `base: &b {${Array.from({ length: 1000 }, (_, key) => `k${key}: 1`).join(', ')}}`;
		expect(codes([wide, ...Array.from({ length: 2000 }, (_, key) => `m${key}: {<<: *b}`)].join('\n'))).toContain(
			'YAML_TOO_LARGE',
		);
	});

	test('nesting is bounded in every style, however deep', () => {
		const codes = (text: string) => parse({ 'release.yaml': text }).diagnostics.map(({ code }) => code);
		for (const text of ['['.repeat(100_000), '- '.repeat(50_000), '{a: '.repeat(50_000), '? '.repeat(20_000)]) {
			expect(codes(text)).toEqual(['YAML_TOO_DEEP']);
		}
		expect(codes(`${'['.repeat(150)}${']'.repeat(150)}`)).not.toContain('YAML_TOO_DEEP');
	});

	test('a second document, too many files and too much text are refused', () => {
		expect(parse({ 'release.yaml': `${RELEASE}---\nname: two\n` }).diagnostics[0]).toMatchObject({
			code: 'YAML_INVALID',
			message: 'The file holds more than one document',
			line: 6,
		});
		const many = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`graphs/g${index}.tasks.yaml`, '']));
		expect(parse(many).diagnostics.map(({ code }) => code)).toEqual(['FOLDER_TOO_LARGE']);
		expect(parse({ 'release.yaml': ' '.repeat(17 * 1024 * 1024) }).diagnostics[0]?.code).toBe('FOLDER_TOO_LARGE');
	});

	test('a list of problems has an end', () => {
		const { diagnostics } = parseTasks('- {}\n'.repeat(3000));
		expect(diagnostics).toHaveLength(1001);
		expect(diagnostics.at(-1)).toMatchObject({
			code: 'DIAGNOSTICS_TRUNCATED',
			message: '5000 more problems are not listed',
		});
	});
});

test('hostile text is answered with releases or diagnostics, never with an exception', () => {
	const token = fc.constantFrom(
		'- ',
		'\n',
		'  ',
		': ',
		'? ',
		'[',
		']',
		'{',
		'}',
		',',
		'&a ',
		'*a',
		'|',
		'>',
		'!!x ',
		'"',
		"'",
		'#',
		'id',
		'type',
		'group',
		'tasks',
		'cross-depends',
		'name',
		'role',
		'yaql_exp',
		'fields',
		'extend',
		'pk',
		'<<',
		'---',
		'%',
		'\0',
		'\t',
	);
	const text = fc.oneof(
		fc.string(),
		fc.array(token, { maxLength: 60 }).map((parts) => parts.join('')),
	);
	fc.assert(
		fc.property(text, text, (release, tasks) => {
			const { releases, diagnostics } = parse({ 'release.yaml': release, 'graphs/default.tasks.yaml': tasks });
			expect(releases.length + diagnostics.length).toBeGreaterThan(0);
		}),
		{ numRuns: 3000 },
	);
});

function byPosition(a: string, b: string): number {
	const position = (text: string): readonly number[] => (/:(\d+):(\d+)/.exec(text) ?? []).slice(1).map(Number);
	const [lineA = 0, columnA = 0] = position(a);
	const [lineB = 0, columnB = 0] = position(b);
	return lineA - lineB || columnA - columnB;
}
