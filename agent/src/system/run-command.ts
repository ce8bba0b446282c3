import { execFile } from 'node:child_process';

const TIMEOUT_MS = 20_000;
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

/** Runs a short command that does something. Rejects with what it said when it fails. */
export function runCommand(program: string, ...commandArguments: readonly string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		execFile(program, commandArguments, { timeout: TIMEOUT_MS }, (error, _stdout, stderr) => {
			if (error === null) {
				resolve();
			} else {
				reject(new Error(`${program} failed: ${stderr.trim() || error.message}`));
			}
		});
	});
}

/** Output of a short command that only looks; empty when it is missing, fails or takes too long. */
export function readCommand(program: string, ...commandArguments: readonly string[]): Promise<string> {
	const options = { timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES, env: { ...process.env, LC_ALL: 'C' } };
	return new Promise((resolve) => {
		execFile(program, commandArguments, options, (error, stdout) => resolve(error === null ? stdout : ''));
	});
}
