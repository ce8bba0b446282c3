/**
 * Installs and boots virtual machines. `SMOKE=1` takes one installation; otherwise the whole matrix is run, or the
 * `SCENARIOS` and the `FIRMWARE` that are named, and their results are kept in docs/reliability.md. The last line counts; exit code 1 says that something failed.
 */
import { Lab } from './lab.js';
import { keepResults, type StepResult } from './results.js';
import type { Scenario, Stage } from './scenario.js';
import { startsWithout } from './scenarios/degraded.js';
import { erase } from './scenarios/erase.js';
import { examples } from './scenarios/examples.js';
import { install } from './scenarios/install.js';
import { keep } from './scenarios/keep.js';
import { kill } from './scenarios/kill.js';
import { leftovers } from './scenarios/leftovers.js';
import { moveToBootstrap } from './scenarios/move-to-bootstrap.js';
import { restart } from './scenarios/restart.js';
import type { Firmware } from './virtual-machine.js';

/** All but the first start from copies of what it installed, or from blank disks. */
const LATER: Readonly<Record<string, Scenario>> = {
	'without-a': startsWithout('DISKA'),
	'without-b': startsWithout('DISKB'),
	keep,
	leftovers,
	kill,
	restart,
	'move-to-bootstrap': moveToBootstrap,
	erase,
	examples,
};

const isSmoke = (process.env['SMOKE'] ?? '') !== '';
const firmwares = chosen('FIRMWARE', isSmoke ? ['uefi'] : ['uefi', 'bios']);
const later = chosen('SCENARIOS', isSmoke ? [] : Object.keys(LATER)).map(named);
const needsInstallation = later.length === 0 || later.some(({ startsBlank }) => startsBlank !== true);
const scenarios = needsInstallation ? [install, ...later] : later;

/** Words of a variable of the environment, or what is usual. */
function chosen(variable: string, usual: readonly string[]): readonly string[] {
	const words = (process.env[variable] ?? '').split(/\s+/).filter((word) => word !== '');
	return words.length === 0 ? usual : words;
}

function named(name: string): Scenario {
	const scenario = LATER[name];
	if (scenario === undefined) {
		throw new Error(`SCENARIOS: there is no ${name}; there are ${Object.keys(LATER).join(', ')}`);
	}
	return scenario;
}

function isFirmware(word: string): word is Firmware {
	return word === 'uefi' || word === 'bios';
}

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
	for (const firmware of firmwares.filter(isFirmware)) {
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
if (results.length === 0) {
	throw new Error(`FIRMWARE: there are uefi and bios, not ${firmwares.join(' ')}`);
}
const failed = results.filter(({ problem }) => problem !== undefined).length;
console.log(`${results.length - failed} passed, ${failed} failed, 0 skipped`);
process.exit(failed === 0 ? 0 : 1);
