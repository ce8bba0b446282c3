interface ErrorCodeEntry {
	readonly status: string;
	readonly meaning: string;
	readonly nextStep: string;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();

/** Renders docs/errors.md from the table of stable error codes. */
export function renderErrorsPage(codes: Readonly<Record<string, ErrorCodeEntry>>, source: string): string {
	const rows = Object.entries(codes)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(
			([code, { status, meaning, nextStep }]) => `| \`${code}\` | ${status} | ${cell(meaning)} | ${cell(nextStep)} |`,
		);
	return [
		`<!-- Generated from ${source} by \`make generate\`; do not edit. -->`,
		'',
		'# Errors',
		'',
		'Every refusal carries a stable code, in the `google.rpc.ErrorInfo` detail of the gRPC status, next to a message for',
		'people. Programs should test the code: messages may be reworded, codes are never reused for something else.',
		'',
		'| code | gRPC status | meaning | next step |',
		'|---|---|---|---|',
		...rows,
		'',
	].join('\n');
}
