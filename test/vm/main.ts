/**
 * Installs and boots virtual machines. `SMOKE=1` takes one installation; otherwise the whole matrix is run and its results
 * are kept in docs/reliability.md. The last line counts; exit code 1 says that something failed.
 */
import { Lab } from './lab.js';
import { keepResults, type StepResult } from './results.js';
import type { Scenario, Stage } from './scenario.js';
import { startsWithout } from './scenarios/degraded.js';
import { erase } from './scenarios/erase.js';
import { install } from './scenarios/install.js';
import { keep } from './scenarios/keep.js';
import { kill } from './scenarios/kill.js';
import { leftovers } from './scenarios/leftovers.js';
import { moveToBootstrap } from './scenarios/move-to-bootstrap.js';
import { restart } from './scenarios/restart.js';
import type { Firmware } from './virtual-machine.js';

const MATRIX: readonly Scenario[] = [
	install,
	startsWithout('DISKA'),
	startsWithout('DISKB'),
	keep,
	leftovers,
	kill,
	restart,
	moveToBootstrap,
	erase,
];

const isSmoke = (process.env['SMOKE'] ?? '') !== '';
const FIRMWARES: readonly Firmware[] = isSmoke ? ['uefi'] : ['uefi', 'bios'];
const scenarios = isSmoke ? [install] : MATRIX;

async function runStep(scenario: Scenario, stage: Stage): Promise<StepResult> {
	const startedAtMs = performance.now();
	const { firmware } = stage;
	const base = { firmware, title: scenario.title };
	try {
		const figures = (await scenario.run(stage)) ?? '';
		return { ...base, seconds: (performance.now() - startedAtMs) / 1_000, figures, problem: undefined };
	} catch (error) {
		const problem = error instanceof Error ? error.message : String(error);
		return { ...base, seconds: (performance.now() - startedAtMs) / 1_000, figures: '', problem };
	} finally {
		await stage.lab.endMachines();
	}
}

function show({ firmware, title, seconds, figures, problem }: StepResult): void {
	const verdict = problem === undefined ? 'ok    ' : 'FAILED';
	console.log(`${verdict} ${firmware}: ${title} (${seconds.toFixed(0)} s${figures === '' ? '' : `: ${figures}`})`);
	if (problem !== undefined) {
		console.log(problem);
	}
}

const results: StepResult[] = [];
const lab = await Lab.open();
try {
	for (const [what, seconds] of lab.systems.built) {
		console.log(`built   ${what} (${seconds.toFixed(0)} s)`);
	}
	for (const firmware of FIRMWARES) {
		const stage: Stage = { lab, firmware, goesOn: !isSmoke, installed: undefined };
		for (const scenario of scenarios) {
			const result = await runStep(scenario, stage);
			results.push(result);
			show(result);
			if (!isSmoke) {
				keepResults(results, lab.accelerator);
			}
		}
	}
} finally {
	await lab.close();
}
const failed = results.filter(({ problem }) => problem !== undefined).length;
console.log(`${results.length - failed} passed, ${failed} failed, 0 skipped`);
process.exit(failed === 0 ? 0 : 1);
