const MOST_LINES = 10;
const LONGEST_LINE = 500;
/** What programs send to terminals to change colours and the like. */
const TERMINAL_SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007]*\u0007)/g;

/** The last lines of output, oldest first; empty ones at the end are left out, long ones are cut. */
export function lastLines(output: string): readonly string[] {
	const lines = output.replace(TERMINAL_SEQUENCE, '').split(/\r?\n/);
	while (lines.at(-1)?.trim() === '') {
		lines.pop();
	}
	return lines
		.slice(-MOST_LINES)
		.map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1)}…` : line));
}
