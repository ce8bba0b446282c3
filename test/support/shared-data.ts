import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe } from 'vitest';

const folder = process.env['STOKER_SHARED'] ?? resolve(import.meta.dirname, '../../../shared');

/** The folder of reference data and conformance cases beside the checkout; undefined where it is not there. */
const sharedFolder: string | undefined = existsSync(resolve(folder, 'conformance')) ? folder : undefined;

/**
 * A `describe` whose tests read the reference data. Without the folder they are skipped, and their title names it;
 * in CI its absence is an error.
 */
export function describeWithShared(title: string, define: (shared: string) => void): void {
	if (sharedFolder !== undefined) {
		const found = sharedFolder;
		describe(title, () => {
			define(found);
		});
		return;
	}
	if (process.env['CI'] === 'true') throw new Error(`${title}: needs the folder ${folder}, which is not there`);
	describe.skip(`${title} (needs ${folder})`, () => {
		define(folder);
	});
}
