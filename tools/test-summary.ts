/** Counts the tests of vitest's JSON report. A file that could not be loaded counts as one failure. */
import { existsSync, readFileSync } from 'node:fs';

export const TEST_REPORT = '.build/test-report.json';

export interface TestCounts {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

/** The part of vitest's JSON report that we read. */
interface TestReport {
	readonly testResults: readonly {
		readonly status: string;
		readonly assertionResults: readonly { readonly status: string }[];
	}[];
}

export function countTests(report: TestReport): TestCounts {
	const statuses = report.testResults.flatMap((file) => file.assertionResults.map(({ status }) => status));
	const passed = statuses.filter((status) => status === 'passed').length;
	const failed = statuses.filter((status) => status === 'failed').length;
	const brokenFiles = report.testResults.filter(
		(file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
	).length;
	return { passed, failed: failed + brokenFiles, skipped: statuses.length - passed - failed };
}

/** The counts of the last run, or undefined when it left no report. */
export function readTestCounts(): TestCounts | undefined {
	if (!existsSync(TEST_REPORT)) return undefined;
	return countTests(JSON.parse(readFileSync(TEST_REPORT, 'utf8')) as TestReport);
}

export function formatTestCounts({ passed, failed, skipped }: TestCounts): string {
	return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
