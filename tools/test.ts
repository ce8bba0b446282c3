/** Runs every test once. The last line counts them, from the runner's own report. Arguments go to vitest. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { formatTestCounts, readTestCounts, TEST_REPORT } from './test-summary.js';

rmSync(TEST_REPORT, { force: true });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${TEST_REPORT}`];
const { status } = spawnSync('node_modules/.bin/vitest', ['run', ...reporters, ...process.argv.slice(2)], {
	stdio: 'inherit',
});

const counts = readTestCounts();
if (counts === undefined) console.log('The test runner left no report.');
else if (status !== 0 && counts.failed === 0) console.log('No test failed, but the runner did: see the errors above.');
for (const name of counts?.skippedNames ?? []) console.log(`skipped: ${name}`);
process.exitCode = status === 0 && counts?.failed === 0 ? 0 : 1;
console.log(formatTestCounts(counts ?? { passed: 0, failed: 1, skipped: 0 }));
