import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.js';
import type { Outcome } from './step.js';

const WORKSPACES = ['shared', 'controller', 'agent', 'cli'];

/** The part of dependency-cruiser's JSON report that we read. */
interface CruiseReport {
	readonly modules: readonly { readonly source: string }[];
	readonly summary: {
		readonly totalCruised: number;
		readonly violations: readonly {
			readonly rule: { readonly name: string };
			readonly from: string;
			readonly to: string;
			readonly cycle?: readonly { readonly name: string }[];
		}[];
	};
}

function listSources(): string[] {
	return WORKSPACES.map((workspace) => join(workspace, 'src'))
		.filter((folder) => existsSync(folder))
		.flatMap((folder) =>
			readdirSync(folder, { recursive: true, encoding: 'utf8' })
				.filter((path) => path.endsWith('.ts'))
				.map((path) => join(folder, path)),
		);
}

function describeViolation({ rule, from, to, cycle }: CruiseReport['summary']['violations'][number]): string {
	const way = cycle === undefined ? to : cycle.map(({ name }) => name).join(' -> ');
	return `${rule.name}: ${from} -> ${way}`;
}

/**
 * Import rules. dependency-cruiser finds nothing, and nothing wrong, when it cannot load the TypeScript compiler:
 * so every source file must be among the modules it reports.
 */
export async function checkImportRules(): Promise<Outcome> {
	const sources = listSources();
	const folders = [...WORKSPACES.map((workspace) => `${workspace}/src`), 'test'].filter((folder) => existsSync(folder));
	const result = await runCommand(
		'depcruise',
		'--config',
		'.dependency-cruiser.cjs',
		'--output-type',
		'json',
		...folders,
	);
	let report: CruiseReport;
	try {
		report = JSON.parse(result.stdout) as CruiseReport;
	} catch {
		return { ok: false, output: result.output };
	}
	const seen = new Set(report.modules.map(({ source }) => source));
	const unseen = sources.filter((source) => !seen.has(source));
	const problems = [
		...report.summary.violations.map(describeViolation),
		...unseen.map((source) => `not looked at: ${source}`),
		...(report.summary.totalCruised > 0 ? [] : ['looked at no module at all']),
	];
	const note = `${sources.length} source files among ${report.summary.totalCruised} modules`;
	return { ok: problems.length === 0, note, output: problems.join('\n') };
}
