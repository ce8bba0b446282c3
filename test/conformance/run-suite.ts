import type { Deviations } from './deviations.js';
import { judge, type Verdict } from './judge.js';
import type { Suite, SuiteCase } from './suite.js';

/** A case that did not simply pass. */
export interface ReportedCase {
	readonly id: string;
	readonly kind: string;
	readonly reason: string;
	/** One line for each place where the answers differ. */
	readonly difference: readonly string[];
}

/** What became of a file. */
export interface SuiteReport {
	readonly file: string;
	readonly passed: number;
	readonly failed: readonly ReportedCase[];
	readonly deviations: readonly ReportedCase[];
	/** Cases of a file that nothing of the project answers yet: neither passed nor failed. */
	readonly notImplemented: number;
}

/** Answers and judges every case of a file. */
export async function runSuite(file: string, suite: Suite, deviations: Deviations): Promise<SuiteReport> {
	if (!suite.isAnswered) {
		return { file, passed: 0, failed: [], deviations: [], notImplemented: suite.cases.length };
	}
	const failed: ReportedCase[] = [];
	const deviating: ReportedCase[] = [];
	let passed = 0;
	for (const one of suite.cases) {
		const verdict = await answer(file, one, deviations);
		if (verdict.outcome === 'passed') {
			passed++;
			continue;
		}
		const { outcome, reason, difference } = verdict;
		(outcome === 'failed' ? failed : deviating).push({ id: one.id, kind: one.kind, reason, difference });
	}
	return { file, passed, failed, deviations: deviating, notImplemented: 0 };
}

async function answer(file: string, { id, kind, given, handler }: SuiteCase, deviations: Deviations): Promise<Verdict> {
	if (handler === undefined) {
		return { outcome: 'failed', reason: `nothing answers cases of kind "${kind}"`, difference: [] };
	}
	try {
		return judge(given, await handler(given), { file, id, deviations });
	} catch (error) {
		const difference = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
		return { outcome: 'failed', reason: 'the answer broke off', difference };
	}
}

/** The line of a file: `task-graph.json: 158 passed, 0 failed, 4 deviations`. */
export function summaryLine({ file, passed, failed, deviations, notImplemented }: SuiteReport): string {
	const line = `${file}: ${passed} passed, ${failed.length} failed, ${deviations.length} deviations`;
	return notImplemented === 0 ? line : `${line} (${notImplemented} cases not implemented: counted as nothing)`;
}
