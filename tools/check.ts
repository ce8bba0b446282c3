/** Runs every check, a few at a time, and prints one line each: ok, or what is wrong. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { checkImportRules } from './check/import-rules.js';
import { checkLinks } from './check/links.js';
import { runCommand } from './check/run-command.js';
import type { Outcome, Step } from './check/step.js';

/** The compiled protos of the last release, once there is one. */
const RELEASED_IMAGE = 'proto/released.binpb';

function command(name: string, program: string, ...args: readonly string[]): Step {
	return {
		name,
		run: async () => {
			const { exitCode, output } = await runCommand(program, ...args);
			return { ok: exitCode === 0, output };
		},
	};
}

/** The slowest first. */
const STEPS: readonly Step[] = [
	command('lint', 'eslint', '--max-warnings', '0', '.'),
	command('types', 'tsc', '-p', 'tsconfig.json', '--pretty', 'false'),
	{ name: 'imports', run: checkImportRules },
	command('generated code', 'node', '--conditions=@stoker/source', '--import', 'tsx', 'tools/generate.ts', '--check'),
	// With the settings that name dist/ and src/, so that what leads to built files counts for their sources.
	command(
		'unused code',
		'knip',
		'--no-progress',
		'--treat-config-hints-as-errors',
		'--tsConfig',
		'tsconfig.build.json',
	),
	command('format', 'biome', 'check', '--colors=off'),
	command('proto lint', 'buf', 'lint'),
	{ name: 'links', run: checkLinks },
	...(existsSync(RELEASED_IMAGE)
		? [command('proto compatibility', 'buf', 'breaking', '--against', RELEASED_IMAGE)]
		: []),
];

function print(step: Step, outcome: Outcome, seconds: number): void {
	const note = outcome.note === undefined ? '' : `, ${outcome.note}`;
	console.log(`${step.name.padEnd(20)} ${outcome.ok ? 'ok' : 'FAILED'} (${seconds.toFixed(1)} s${note})`);
	if (!outcome.ok) console.log(`${outcome.output.trimEnd().replaceAll(/^/gm, '    ')}\n`);
}

async function runSteps(queue: Step[]): Promise<number> {
	let failed = 0;
	for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
		const start = Date.now();
		const outcome = await step.run();
		if (!outcome.ok) failed += 1;
		print(step, outcome, (Date.now() - start) / 1000);
	}
	return failed;
}

const queue = [...STEPS];
const lanes = Array.from({ length: Math.min(availableParallelism(), 4) }, () => runSteps(queue));
const failed = (await Promise.all(lanes)).reduce((sum, count) => sum + count, 0);
console.log(failed === 0 ? `All ${STEPS.length} checks passed.` : `${failed} of ${STEPS.length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;
