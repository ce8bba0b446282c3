/**
 * Bundles the programs with esbuild, one folder each, and compiles the C task wrapper beside the agent.
 * Reads the TypeScript sources directly, so it needs no earlier compilation. Everything is written aside first and
 * takes its place together: a build that fails leaves the earlier programs as they were.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

interface Program {
	readonly folder: string;
	/** Bundle name -> entry source. */
	readonly entries: Readonly<Record<string, string>>;
	readonly options: BuildOptions;
	/** What lies beside the bundles, by its place in packages. */
	readonly files?: readonly string[];
}

const AGENT_FOLDER = 'agent/dist/bundle';
const WRAPPER = 'stoker-wrapper';
const WRAPPER_SOURCE = `agent/wrapper/${WRAPPER}.c`;

/** The solver of dynamic layouts looks for it beside itself. */
const SOLVER = 'node_modules/highs/build/highs.wasm';

const SHEBANG = '#!/usr/bin/env node\n';
/** CommonJS packages inside an ESM bundle call require() for Node's own modules. */
const REQUIRE =
	"import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);";

// Names stay readable in stack traces: only white space and syntax are minified.
const MINIFIED: BuildOptions = { minifyWhitespace: true, minifySyntax: true };

/** What a program imports dynamically becomes a file of its own beside it. */
const SPLIT: BuildOptions = { splitting: true, chunkNames: 'chunk-[hash]' };

const PROGRAMS: readonly Program[] = [
	{
		folder: 'controller/dist/bundle',
		entries: {
			stokerd: 'controller/src/main.ts',
			'sqlite-thread': 'controller/src/store/sqlite/thread.ts',
		},
		// Split, so that readers and compilers of releases stay out of memory until they are needed. Outside stay a native
		// module, and packages that read .proto files from their own folder.
		options: {
			...MINIFIED,
			...SPLIT,
			external: ['better-sqlite3', 'grpc-health-check', '@grpc/reflection', '@grpc/proto-loader'],
		},
		files: [SOLVER],
	},
	{
		folder: AGENT_FOLDER,
		entries: { 'stoker-agent': 'agent/src/main.ts', 'bareon-provision': 'agent/src/bareon-main.ts' },
		// Split, so that what only enrolment or discovery needs stays out of memory.
		options: { ...MINIFIED, ...SPLIT },
	},
	{
		folder: 'cli/dist/bundle',
		entries: { stoker: 'cli/src/main.ts' },
		// Split, so that `stoker --help` does not load gRPC.
		options: { ...MINIFIED, ...SPLIT },
		files: [SOLVER],
	},
];

const asideOf = (folder: string): string => `${folder}.new`;

function bannerFor(sources: readonly string[]): string {
	// esbuild keeps a source's own first line, and two would not parse.
	const hasOwn = sources.some((source) => readFileSync(source, 'utf8').startsWith('#!'));
	return hasOwn ? REQUIRE : SHEBANG + REQUIRE;
}

async function bundle({ folder, entries, options, files = [] }: Program): Promise<void> {
	const aside = asideOf(folder);
	rmSync(aside, { recursive: true, force: true });
	await build({
		entryPoints: entries,
		outdir: aside,
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node20',
		conditions: ['@stoker/source'],
		sourcemap: true,
		legalComments: 'linked',
		logLevel: 'warning',
		banner: { js: bannerFor(Object.values(entries)) },
		...options,
	});
	for (const name of Object.keys(entries)) {
		chmodSync(join(aside, `${name}.js`), 0o755);
	}
	for (const file of files) {
		copyFileSync(file, join(aside, basename(file)));
	}
}

function compileWrapper(): void {
	const flags = ['-O2', '-static', '-Wall', '-Wextra', '-Werror'];
	const output = join(asideOf(AGENT_FOLDER), WRAPPER);
	execFileSync(process.env['CC'] ?? 'cc', [...flags, '-o', output, WRAPPER_SOURCE], { stdio: 'inherit' });
}

/** Two renames: a program is missing for no longer than the time between them. */
function takePlace(folder: string): void {
	const old = `${folder}.old`;
	rmSync(old, { recursive: true, force: true });
	if (existsSync(folder)) {
		renameSync(folder, old);
	}
	renameSync(asideOf(folder), folder);
	rmSync(old, { recursive: true, force: true });
}

await Promise.all(PROGRAMS.map(bundle));
compileWrapper();
for (const { folder, entries } of PROGRAMS) {
	takePlace(folder);
	for (const name of Object.keys(entries)) {
		console.log(`build: ${join(folder, `${name}.js`)}`);
	}
}
console.log(`build: ${join(AGENT_FOLDER, WRAPPER)}`);
