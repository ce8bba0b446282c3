import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** Runs a program to its end and resolves with what it wrote, or with '' when that goes to a log. Throws when it fails. */
export async function runProgram(program: string, args: readonly string[], log?: string): Promise<string> {
	const file = log === undefined ? undefined : openSync(log, 'w');
	const child = spawn(program, args, { stdio: ['ignore', file ?? 'pipe', file ?? 'pipe'] });
	let written = '';
	let complaints = '';
	child.stdout?.setEncoding('utf8').on('data', (text: string) => (written += text));
	child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (file !== undefined && log !== undefined) {
		closeSync(file);
		complaints = readFileSync(log, 'utf8').slice(-2_000);
	}
	if (code !== 0) {
		throw new Error(`${program} ended with ${code}: ${complaints.trim()}`);
	}
	return written;
}
