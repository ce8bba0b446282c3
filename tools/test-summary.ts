/** Counts the tests of vitest's JSON report. A file that could not be loaded counts as one failure. */
import { existsSync, readFileSync } from 'node:fs';

export const TEST_REPORT = '.build/test-report.json';

export interface TestCounts {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
	/** Full names of what was skipped, so that nobody takes it for tested. */
	readonly skippedNames: readonly string[];
}

/** The part of vitest's JSON report that we read. */
interface TestReport {
	readonly testResults: readonly {
		readonly status: string;
		readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
	}[];
}

export function countTests(report: TestReport): TestCounts {
	const tests = report.testResults.flatMap((file) => file.assertionResults);
	const passed = tests.filter(({ status }) => status === 'passed').length;
	const failed = tests.filter(({ status }) => status === 'failed').length;
	const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
	const brokenFiles = report.testResults.filter(
		(file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
	).length;
	return {
		passed,
		failed: failed + brokenFiles,
		skipped: skipped.length,
		skippedNames: skipped.map(({ fullName }) => fullName),
	};
}

/** The counts of the last run, or undefined when it left no report. */
export function readTestCounts(): TestCounts | undefined {
	if (!existsSync(TEST_REPORT)) return undefined;
	return countTests(JSON.parse(readFileSync(TEST_REPORT, 'utf8')) as TestReport);
}

export function formatTestCounts({ passed, failed, skipped }: Omit<TestCounts, 'skippedNames'>): string {
	return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
