import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleProgram } from '../support/bundle-program.js';
import type { DeployCost } from './engine/deploy-once.js';
import { loadAverage } from './measure.js';
import type { Figure } from './report.js';

const BUDGET_SECONDS = 2;
/** The limit of nodes at work that the old engine had. */
const NODE_LIMIT = 50;

/** The pure scheduler: every run of a large deployment handed out and ended. */
export async function benchEngine(settings: {
	readonly nodes: number;
	readonly tasksPerNode: number;
	readonly seed: number;
}): Promise<readonly Figure[]> {
	const folder = mkdtempSync(join(tmpdir(), 'stoker-bench-'));
	try {
		const program = await bundleProgram(resolve(import.meta.dirname, 'engine/deploy-once.ts'), join(folder, 'deploy'));
		const { nodes, tasksPerNode, seed } = settings;
		return [0, NODE_LIMIT].map((limit): Figure => {
			const load = loadAverage();
			const cost = deployOnce(program, [nodes, tasksPerNode, limit, seed]);
			if (cost.runs !== nodes * tasksPerNode || (limit > 0 && cost.mostNodesAtWork > limit)) {
				throw new Error(`${cost.runs} runs ended, at most ${cost.mostNodesAtWork} at once`);
			}
			const name = `scheduler, ${nodes} nodes x ${tasksPerNode} tasks${limit > 0 ? `, ${limit} nodes at once` : ''}`;
			return { name, value: cost.cpuSeconds, unit: 's CPU', budget: BUDGET_SECONDS, kind: 'cpu', load };
		});
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function deployOnce(program: string, numbers: readonly number[]): DeployCost {
	const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...numbers.map(String)], {
		encoding: 'utf8',
	});
	if (status !== 0) {
		throw new Error(`the scheduler ended with ${status}: ${stderr}`);
	}
	return JSON.parse(stdout) as DeployCost;
}
