/**
 * Bundles the programs with esbuild, one folder each, and compiles the C task wrapper beside the agent.
 * Reads the TypeScript sources directly, so it needs no earlier compilation.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

interface Program {
	readonly folder: string;
	/** Bundle name -> entry source. */
	readonly entries: Readonly<Record<string, string>>;
	readonly options: BuildOptions;
}

const WRAPPER_SOURCE = 'agent/wrapper/stoker-wrapper.c';
const WRAPPER_OUTPUT = 'agent/dist/bundle/stoker-wrapper';

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
		// A native module, and packages that read .proto files from their own folder.
		options: { external: ['better-sqlite3', 'grpc-health-check', '@grpc/reflection', '@grpc/proto-loader'] },
	},
	{
		folder: 'agent/dist/bundle',
		entries: { 'stoker-agent': 'agent/src/main.ts' },
		// Split, so that what only enrolment or discovery needs stays out of memory.
		options: { ...MINIFIED, ...SPLIT },
	},
	{
		folder: 'cli/dist/bundle',
		entries: { stoker: 'cli/src/main.ts' },
		// Split, so that `stoker --help` does not load gRPC.
		options: { ...MINIFIED, ...SPLIT },
	},
];

function presentEntries(program: Program): Record<string, string> {
	const present = Object.entries(program.entries).filter(([, source]) => {
		if (!existsSync(source)) console.log(`build: ${source} does not exist yet, skipped`);
		return existsSync(source);
	});
	return Object.fromEntries(present);
}

function bannerFor(sources: readonly string[]): string {
	// esbuild keeps a source's own first line, and two would not parse.
	const hasOwn = sources.some((source) => readFileSync(source, 'utf8').startsWith('#!'));
	return hasOwn ? REQUIRE : SHEBANG + REQUIRE;
}

async function bundle(program: Program): Promise<void> {
	const entries = presentEntries(program);
	if (Object.keys(entries).length === 0) return;
	rmSync(program.folder, { recursive: true, force: true });
	await build({
		entryPoints: entries,
		outdir: program.folder,
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node20',
		conditions: ['@stoker/source'],
		sourcemap: true,
		legalComments: 'linked',
		logLevel: 'warning',
		banner: { js: bannerFor(Object.values(entries)) },
		...program.options,
	});
	for (const name of Object.keys(entries)) {
		const output = join(program.folder, `${name}.js`);
		chmodSync(output, 0o755);
		console.log(`build: ${output}`);
	}
}

function compileWrapper(): void {
	if (!existsSync(WRAPPER_SOURCE)) {
		console.log(`build: ${basename(WRAPPER_SOURCE)} does not exist yet, skipped`);
		return;
	}
	mkdirSync('agent/dist/bundle', { recursive: true });
	const flags = ['-O2', '-static', '-Wall', '-Wextra', '-Werror'];
	execFileSync('cc', [...flags, '-o', WRAPPER_OUTPUT, WRAPPER_SOURCE], { stdio: 'inherit' });
	console.log(`build: ${WRAPPER_OUTPUT}`);
}

await Promise.all(PROGRAMS.map(bundle));
compileWrapper();
