import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleProgram } from '../support/bundle-program.js';
import type { CompileCost, CompileMode } from './compile/compile-once.js';
import type { WalkCost } from './compile/walk-once.js';
import { LIBRARY } from './library.js';
import { loadAverage } from './measure.js';
import type { Figure } from './report.js';

const COMPUTES = 500;
const LINEARITY = [10, 100, 500, 1_000, 5_000];
const WALK = { vertices: 100_000, edges: 1_000_000 };
/** How many times the CPU of a node may grow between 500 and 5,000 of them, caches and collections included. */
const MAX_GROWTH = 2;
const MAX_HEAP_MB = 8_000;

const BUDGETS: Readonly<
	Record<CompileMode, { readonly name: string; readonly seconds: number; readonly megabytes?: number }>
> = {
	assumed: { name: 'conditions assumed', seconds: 1, megabytes: 400 },
	conditions: { name: 'every condition', seconds: 3 },
	redeploy: { name: 'unchanged redeploy', seconds: 5 },
};

/** Runs a program in a process of its own and reads the one line of JSON that it prints. */
function runOnce<Cost>(program: string, args: readonly (string | number)[]): Cost {
	const all = [`--max-old-space-size=${MAX_HEAP_MB}`, program, ...args.map(String)];
	const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
	if (status !== 0) {
		throw new Error(`${program} ended with ${status}: ${stderr}`);
	}
	return JSON.parse(stdout) as Cost;
}

/** Cost of compiling graphs: the real library in three modes, how it grows with nodes, and the bare graph. */
export async function benchCompile(seed: number): Promise<readonly Figure[]> {
	const folder = mkdtempSync(join(tmpdir(), 'stoker-bench-'));
	try {
		const walk = benchWalk(await bundle('walk-once', folder), seed);
		if (!existsSync(LIBRARY)) {
			process.stdout.write(`compile: skipped, there is no ${LIBRARY}\n`);
			return walk;
		}
		return [...walk, ...benchLibrary(await bundle('compile-once', folder), seed)];
	} finally {
		rmSync(folder, { recursive: true });
	}
}

async function bundle(name: string, folder: string): Promise<string> {
	return bundleProgram(resolve(import.meta.dirname, `compile/${name}.ts`), join(folder, name));
}

function benchWalk(program: string, seed: number): readonly Figure[] {
	const load = loadAverage();
	const cost = runOnce<WalkCost>(program, [WALK.vertices, WALK.edges, seed]);
	if (cost.walked !== WALK.vertices) {
		throw new Error(`the walk reached ${cost.walked} of ${WALK.vertices} vertices`);
	}
	const name = 'graph of 100k vertices, 1M edges: built and walked';
	return [
		{ name: `${name}, CPU`, value: cost.cpuSeconds * 1000, unit: 'ms', budget: 150, kind: 'cpu', load },
		{ name: `${name}, wall`, value: cost.wallSeconds * 1000, unit: 'ms', budget: 150, kind: 'wall', load },
	];
}

function benchLibrary(program: string, seed: number): readonly Figure[] {
	const figures = (Object.keys(BUDGETS) as CompileMode[]).flatMap((mode) => {
		const { name, seconds, megabytes } = BUDGETS[mode];
		const load = loadAverage();
		const cost = compile(program, [LIBRARY, mode, COMPUTES, seed]);
		const title = `real library, 3 + ${COMPUTES}, ${name}`;
		const memory = megabytes === undefined ? {} : { budget: megabytes };
		return [
			{ name: `${title}, CPU`, value: cost.cpuSeconds, unit: 's', budget: seconds, kind: 'cpu', load },
			{ name: `${title}, peak memory`, value: cost.peakBytes / 1e6, unit: 'MB', ...memory, kind: 'memory', load },
			{ name: `${title}, vertices`, value: cost.vertices, unit: '', kind: 'info', load },
			{ name: `${title}, of them skipped`, value: cost.skipped, unit: '', kind: 'info', load },
			{ name: `${title}, edges`, value: cost.edges, unit: '', kind: 'info', load },
			{
				name: `${title}, facts`,
				value: cost.factsBytes / 1e6,
				unit: 'MB',
				budget: 5,
				better: 'more',
				kind: 'info',
				load,
			},
		] satisfies readonly Figure[];
	});
	return [...figures, ...benchLinearity(program, seed)];
}

function benchLinearity(program: string, seed: number): readonly Figure[] {
	const load = loadAverage();
	const rows = LINEARITY.map((computes) => ({
		computes,
		...compile(program, [LIBRARY, 'conditions', computes, seed]),
	}));
	const perNode = (computes: number): number => {
		const row = rows.find((candidate) => candidate.computes === computes);
		return row === undefined ? Number.NaN : row.cpuSeconds / row.nodes;
	};
	return [
		...rows.flatMap(({ computes, cpuSeconds, nodes }) => {
			const name = `every condition, 3 + ${computes}`;
			return [
				{ name: `${name}, CPU`, value: cpuSeconds, unit: 's', kind: 'info', load },
				{ name: `${name}, CPU per node`, value: (cpuSeconds / nodes) * 1000, unit: 'ms', kind: 'info', load },
			] satisfies readonly Figure[];
		}),
		{
			name: 'CPU per node, 5,000 nodes against 500',
			value: perNode(5_000) / perNode(500),
			unit: 'times',
			budget: MAX_GROWTH,
			kind: 'cpu',
			load,
		},
	];
}

function compile(program: string, args: readonly (string | number)[]): CompileCost {
	const cost = runOnce<CompileCost>(program, args);
	if (cost.errors.length > 0) {
		throw new Error(`the library did not compile: ${cost.errors[0]}`);
	}
	return cost;
}
