import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { CrashKind } from './crash-points.js';
import { taskWrapper } from './task-wrapper.js';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Inside the checkout, where the packages are found that stay outside of bundles. */
const FOLDER = join(ROOT, '.build/test/crashing');
const OUTSIDE = ['better-sqlite3', 'grpc-health-check', '@grpc/reflection', '@grpc/proto-loader'];

/** Programs that kill themselves at a durable write, to be run in the place of the shipped ones. */
export interface CrashingPrograms {
	readonly stokerd: string;
	readonly agent: string;
}

/** Bundles them as the shipped ones are. */
export async function buildCrashingPrograms(): Promise<CrashingPrograms> {
	mkdirSync(FOLDER, { recursive: true });
	copyFileSync(taskWrapper(), join(FOLDER, 'stoker-wrapper'));
	await build({
		entryPoints: {
			stokerd: join(ROOT, 'test/support/crashing-stokerd.ts'),
			'sqlite-thread': join(ROOT, 'controller/src/store/sqlite/thread.ts'),
			agent: join(ROOT, 'test/support/crashing-agent.ts'),
		},
		outdir: FOLDER,
		outExtension: { '.js': '.js' },
		bundle: true,
		splitting: true,
		chunkNames: 'chunk-[hash]',
		platform: 'node',
		format: 'esm',
		target: 'node20',
		conditions: ['@stoker/source'],
		external: OUTSIDE,
		banner: {
			js: "import { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);",
		},
		logLevel: 'error',
	});
	return { stokerd: join(FOLDER, 'stokerd.js'), agent: join(FOLDER, 'agent.js') };
}

/** The environment in which such a program dies at one of its writes, counted from 1. */
export function dyingAt(write: number, kind: Exclude<CrashKind, 'torn'>): Readonly<Record<string, string>> {
	return { CRASH_AT: `${write}:${kind}` };
}
