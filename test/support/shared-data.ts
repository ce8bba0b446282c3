import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'vitest';

const folder = process.env['STOKER_SHARED'] || resolve(import.meta.dirname, '../../../shared');

/** The folder of reference data and conformance cases beside the checkout; undefined where it is not there. */
const sharedFolder: string | undefined = existsSync(resolve(folder, 'conformance')) ? folder : undefined;

/**
 * A `describe` whose tests read the reference data, also while they are being defined. Without the folder one test
 * stands for them and names it: skipped, or failed in CI.
 */
export function describeWithShared(title: string, define: (shared: string) => void): void {
	const found = sharedFolder;
	describe(title, () => {
		if (found !== undefined) {
			define(found);
			return;
		}
		test.skipIf(process.env['CI'] !== 'true')(`needs ${folder}`, () => {
			throw new Error(`The folder ${folder} is not there.`);
		});
	});
}
