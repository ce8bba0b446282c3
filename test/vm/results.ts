import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';

/** What became of a scenario. */
export interface StepResult {
	readonly firmware: string;
	readonly title: string;
	readonly seconds: number;
	readonly figures: string;
	/** Undefined: it holds. */
	readonly problem: string | undefined;
}

const PAGE = 'docs/reliability.md';
const BEGIN = '<!-- virtual machines: written by make e2e-vm -->';
const END = '<!-- end of virtual machines -->';

/** Writes results into their section of the page; rows of what was not run now stay. */
export function keepResults(results: readonly StepResult[], accelerator: string): void {
	const page = readFileSync(PAGE, 'utf8');
	const [before = '', rest = ''] = page.split(BEGIN);
	const [section = '', after = ''] = rest.split(END);
	if (rest === '' || after === '') {
		throw new Error(`${PAGE} has no section between "${BEGIN}" and "${END}"`);
	}
	const rows = new Map(section.split('\n').flatMap((line) => (ROW.test(line) ? [[keyOf(line), line] as const] : [])));
	for (const result of results) {
		const row = rowOf(result, accelerator);
		rows.set(keyOf(row), row);
	}
	const lines = ['', ...HEAD, ...[...rows.values()].toSorted(uefiFirst), ''];
	writeFileSync(PAGE, before + BEGIN + lines.join('\n') + END + after);
}

const ROW = /^\| (UEFI|BIOS) \|/;
const HEAD = ['| firmware | a machine | outcome | took | of that | when |', '|---|---|---|---|---|---|'];

function keyOf(row: string): string {
	return row.split('|').slice(1, 3).join('|');
}

/** In other respects the order in which they were first run. */
function uefiFirst(a: string, b: string): number {
	return Number(b.startsWith('| UEFI')) - Number(a.startsWith('| UEFI'));
}

function rowOf({ firmware, title, seconds, figures, problem }: StepResult, accelerator: string): string {
	const outcome = problem === undefined ? 'holds' : 'FAILED';
	const emulation = accelerator === 'kvm' ? 'KVM' : 'emulated';
	const load = loadavg()[0]?.toFixed(1) ?? '';
	const when = `${new Date().toISOString().slice(0, 10)}, ${emulation}, load ${load}`;
	return `| ${firmware.toUpperCase()} | ${title} | ${outcome} | ${seconds.toFixed(0)} s | ${figures} | ${when} |`;
}
