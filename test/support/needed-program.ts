import { spawnSync } from 'node:child_process';
import { describe, test } from 'vitest';

/** Whether a program is installed here. */
export function isInstalled(program: string): boolean {
	return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** A `describe` whose tests run a program. Without it one test stands for them: skipped, or failed in CI. */
export function describeWithProgram(program: string, title: string, define: () => void): void {
	describe(title, () => {
		if (isInstalled(program)) {
			define();
			return;
		}
		test.skipIf(process.env['CI'] !== 'true')(`needs ${program}`, () => {
			throw new Error(`${program} is not installed, and tools/test-programs.sh could not do it.`);
		});
	});
}
