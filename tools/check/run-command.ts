import { spawn } from 'node:child_process';

export interface CommandResult {
	readonly exitCode: number;
	readonly stdout: string;
	/** Both streams, as they came. */
	readonly output: string;
}

/** Runs a program of node_modules/.bin, or node itself, and collects what it prints. */
export function runCommand(program: string, ...args: readonly string[]): Promise<CommandResult> {
	const command = program === 'node' ? process.execPath : `node_modules/.bin/${program}`;
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
		const stdout: Buffer[] = [];
		const output: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => {
			stdout.push(chunk);
			output.push(chunk);
		});
		child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
		child.on('error', reject);
		child.on('close', (code) => {
			resolve({
				exitCode: code ?? 1,
				stdout: Buffer.concat(stdout).toString(),
				output: Buffer.concat(output).toString(),
			});
		});
	});
}
