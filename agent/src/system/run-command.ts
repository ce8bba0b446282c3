import { execa } from 'execa';

const TIMEOUT_MS = 20_000;
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

/** Output of a short command that only looks; empty when it is missing, fails or takes too long. */
export async function readCommand(program: string, ...commandArguments: readonly string[]): Promise<string> {
	const result = await execa(program, commandArguments, {
		reject: false,
		timeout: TIMEOUT_MS,
		maxBuffer: MAX_OUTPUT_BYTES,
		stdin: 'ignore',
		env: { LC_ALL: 'C' },
	});
	return result.exitCode === 0 ? result.stdout : '';
}
