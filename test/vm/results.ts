import { readFileSync, writeFileSync } from 'node:fs';

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

/** Writes the results of the matrix into their section of the page. */
export function keepResults(results: readonly StepResult[], accelerator: string): void {
	const page = readFileSync(PAGE, 'utf8');
	const [before = '', rest = ''] = page.split(BEGIN);
	const [, after = ''] = rest.split(END);
	if (rest === '' || after === '') {
		throw new Error(`${PAGE} has no section between "${BEGIN}" and "${END}"`);
	}
	writeFileSync(PAGE, before + BEGIN + sectionOf(results, accelerator) + END + after);
}

function sectionOf(results: readonly StepResult[], accelerator: string): string {
	const emulation = accelerator === 'kvm' ? 'KVM' : 'software emulation';
	const rows = results.map(({ firmware, title, seconds, figures, problem }) => {
		const outcome = problem === undefined ? 'holds' : 'FAILED';
		return `| ${firmware === 'uefi' ? 'UEFI' : 'BIOS'} | ${title} | ${outcome} | ${seconds.toFixed(0)} s | ${figures} |`;
	});
	const date = new Date().toISOString().slice(0, 10);
	return [
		'',
		`Last run: ${date}, under ${emulation}, one machine at a time.`,
		'',
		'| firmware | a machine | outcome | took | of that |',
		'|---|---|---|---|---|',
		...rows,
		'',
	].join('\n');
}
