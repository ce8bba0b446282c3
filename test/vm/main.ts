/**
 * Installs and boots virtual machines. `SMOKE=1` takes one installation; otherwise the whole matrix is run. The last line
 * counts, and exit code 1 says that something failed.
 */
import { Lab } from './lab.js';
import type { Scenario } from './scenario.js';
import { meetController } from './scenarios/meet-controller.js';
import type { Firmware } from './virtual-machine.js';

interface Step {
	readonly scenario: Scenario;
	readonly firmware: Firmware;
}

const SMOKE: readonly Step[] = [{ scenario: meetController, firmware: 'uefi' }];

async function runStep(lab: Lab, { scenario, firmware }: Step): Promise<boolean> {
	const startedAtMs = performance.now();
	const seconds = () => `${((performance.now() - startedAtMs) / 1_000).toFixed(1)} s`;
	try {
		await scenario.run(lab, firmware);
		console.log(`ok      ${firmware} ${scenario.title} (${seconds()})`);
		return true;
	} catch (error) {
		console.log(`FAILED  ${firmware} ${scenario.title} (${seconds()})`);
		console.log(error instanceof Error ? error.message : String(error));
		return false;
	}
}

const lab = await Lab.open();
let failed = 0;
try {
	for (const [what, seconds] of lab.systems.built) {
		console.log(`built   ${what} (${seconds.toFixed(1)} s)`);
	}
	for (const step of SMOKE) {
		failed += (await runStep(lab, step)) ? 0 : 1;
	}
} finally {
	await lab.close();
}
console.log(`${SMOKE.length - failed} passed, ${failed} failed, 0 skipped`);
process.exit(failed === 0 ? 0 : 1);
