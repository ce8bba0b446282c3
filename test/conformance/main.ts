/**
 * Runs every file of cases in a folder against the project: `make conformance`, or with CASES=FOLDER another folder.
 * Exits with 1 when anything failed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JsonValue } from '@stoker/shared/model/task.js';
import { type Deviations, parseDeviations } from './deviations.js';
import { runSuite, type SuiteReport, summaryLine } from './run-suite.js';
import { readSuite } from './suite.js';

const ROOT = resolve(import.meta.dirname, '../..');
const SHARED = resolve(process.env['STOKER_SHARED'] ?? resolve(ROOT, '../shared'));
const REPORT = resolve(ROOT, '.build/conformance.json');
const SHOWN_FAILURES = 20;

async function runFile(folder: string, file: string, deviations: Deviations): Promise<SuiteReport> {
	try {
		const document = JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as JsonValue;
		return await runSuite(file, readSuite(document, resolve(folder, '..')), deviations);
	} catch (error) {
		const reason = `the file could not be read: ${error instanceof Error ? error.message : String(error)}`;
		const failed = [{ id: file, kind: 'file', reason, difference: [] }];
		return { file, passed: 0, failed, deviations: [], notImplemented: 0 };
	}
}

function print(report: SuiteReport): void {
	console.log(summaryLine(report));
	for (const { id, kind, reason, difference } of report.failed.slice(0, SHOWN_FAILURES)) {
		console.log(`    ${id} (${kind}): ${reason}${difference[0] === undefined ? '' : `: ${difference[0]}`}`);
	}
	if (report.failed.length > SHOWN_FAILURES) {
		console.log(`    and ${report.failed.length - SHOWN_FAILURES} more: see the report`);
	}
}

async function runFolder(folder: string): Promise<readonly SuiteReport[]> {
	const deviationsFile = resolve(ROOT, 'docs/deviations.md');
	const deviations = parseDeviations(existsSync(deviationsFile) ? readFileSync(deviationsFile, 'utf8') : '');
	const reports: SuiteReport[] = [];
	for (const file of readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()) {
		const report = await runFile(folder, file, deviations);
		print(report);
		reports.push(report);
	}
	return reports;
}

const cases = resolve(process.env['CASES'] || resolve(SHARED, 'conformance'));
if (existsSync(cases)) {
	const files = await runFolder(cases);
	mkdirSync(resolve(ROOT, '.build'), { recursive: true });
	writeFileSync(REPORT, `${JSON.stringify({ cases, files }, undefined, '\t')}\n`);
	if (files.length === 0) console.log(`${cases} holds no cases.`);
	console.log(`Report: ${REPORT}`);
	process.exitCode = files.length > 0 && files.every(({ failed }) => failed.length === 0) ? 0 : 1;
} else {
	console.log(`There is no folder ${cases}; name one with CASES=FOLDER.`);
	process.exitCode = 1;
}
