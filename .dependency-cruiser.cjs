// Who may import whom: docs/architecture.md says why. tools/check.ts proves that something was looked at.

const TEST_FILE = '\\.test\\.ts$';
const WIRE = '^shared/src/wire/';
const PURE_ROOMS = [
	'^shared/src/(model|explain|graph|graph-query|expression|regex|yaql|scheduler|simulate|picture|timing|settings|plugin|storage|task-type)/',
	'^controller/src/domain/',
];
const WORKSPACE_SOURCES = '^(shared|controller|agent|cli)/src/';
const PROGRAMS = ['controller', 'agent', 'cli'];

/** Rooms of a program, the innermost first: each may import those before it. */
const LAYERS = {
	controller: ['meter', 'domain', 'identity', 'store', 'engine', 'service', 'door', 'grpc', 'http', 'metrics'],
	agent: ['system', 'journal', 'storage', 'executor', 'session', 'fleet'],
	cli: ['arguments', 'client', 'views', 'commands'],
};

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
	forbidden: [
		forbid('no-cycle', 'Modules that import each other cannot be understood apart.', {}, { circular: true }),
		forbid('resolvable', 'An import that resolves to nothing escapes every other rule.', {}, { couldNotResolve: true }),
		forbid(
			'shared-imports-no-program',
			'shared knows none of the programs.',
			{ path: '^shared/' },
			{ path: `^(${PROGRAMS.join('|')})/` },
		),
		...PROGRAMS.map((program) =>
			forbid(
				`${program}-imports-no-other-program`,
				'Programs meet on the wire only.',
				{ path: `^${program}/` },
				{ path: `^(${PROGRAMS.filter((other) => other !== program).join('|')})/` },
			),
		),
		forbid(
			'programs-import-no-test-code',
			'Test support never ships.',
			{ path: WORKSPACE_SOURCES, pathNot: TEST_FILE },
			{ path: ['^test/', TEST_FILE] },
		),
		forbid(
			'pure-rooms-stay-pure',
			'Pure rooms see pure rooms: no wire, no codec, no shell.',
			{ path: PURE_ROOMS, pathNot: TEST_FILE },
			{ path: WORKSPACE_SOURCES, pathNot: PURE_ROOMS },
		),
		forbid(
			'pure-rooms-do-no-io',
			'Input, output and time come in as parameters.',
			{ path: PURE_ROOMS, pathNot: TEST_FILE },
			{ dependencyTypes: ['core'] },
		),
		forbid(
			'pure-rooms-use-no-shell-library',
			'Loggers, transports, stores and process runners belong to the shell.',
			{ path: PURE_ROOMS, pathNot: TEST_FILE },
			{
				path: 'node_modules/(pino|@grpc|grpc-health-check|better-sqlite3|kysely|pg|execa|systeminformation|commander)/',
			},
		),
		forbid(
			'wire-stops-at-the-codec',
			'Generated types are touched where messages enter and leave.',
			{
				path: WORKSPACE_SOURCES,
				pathNot: [
					WIRE,
					TEST_FILE,
					'^shared/src/codec/',
					'^controller/src/grpc/',
					'^agent/src/session/',
					'^cli/src/client/',
				],
			},
			{ path: WIRE },
		),
		forbid(
			'files-and-processes-in-few-rooms',
			'Only these rooms touch the disk or start processes.',
			{
				path: WORKSPACE_SOURCES,
				pathNot: [TEST_FILE, '^[a-z]+/src/(system|store|journal|repository)/', '^[a-z]+/src/main\\.ts$'],
			},
			{ path: '^(node:)?(fs|fs/promises|child_process)$', dependencyTypes: ['core'] },
		),
		...Object.entries(LAYERS).flatMap(([program, rooms]) =>
			rooms
				.slice(0, -1)
				.map((room, index) =>
					forbid(
						`${program}-${room}-imports-inwards`,
						'What is further in does not know who uses it.',
						{ path: `^${program}/src/${room}/`, pathNot: TEST_FILE },
						{ path: `^${program}/src/(${rooms.slice(index + 1).join('|')})/` },
					),
				),
		),
		forbid(
			'http-imports-no-grpc',
			'Both are doors: what they share lies in door/.',
			{ path: '^controller/src/http/' },
			{ path: '^controller/src/grpc/' },
		),
		forbid(
			'no-barrel',
			'One index.ts a workspace may export, none to import inside it.',
			{ path: WORKSPACE_SOURCES },
			{ path: '^(shared|controller|agent|cli)/src.*/index\\.ts$' },
		),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '/dist/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['@stoker/source', 'import', 'require', 'node', 'default', 'types'],
			extensions: ['.ts', '.js', '.mjs', '.json'],
		},
	},
};
