import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildOrder } from './apply-in-child.js';
import type { LoopMachine } from './loop-device.js';
import { taskWrapper } from './task-wrapper.js';

interface StorageChild {
	readonly process: ChildProcess;
	/** Resolves with the signal that ended it, or with its exit code and what it said. */
	readonly ended: Promise<string>;
}

/** Carries out stages of a plan in a process of its own, which may die on the way. */
export function startChild(machine: LoopMachine, order: Omit<ChildOrder, 'disks' | 'target'>): StorageChild {
	const file = join(machine.folder, 'order.json');
	const target = join(machine.folder, 'target');
	writeFileSync(file, JSON.stringify({ ...order, disks: machine.disks, target }));
	const program = new URL('apply-in-child.ts', import.meta.url).pathname;
	const child = spawn(process.execPath, ['--conditions=@stoker/source', '--import', 'tsx', program, file], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, STOKER_AGENT_WRAPPER: taskWrapper() },
	});
	let said = '';
	child.stderr.on('data', (part: Buffer) => (said += part.toString()));
	child.stdout.resume();
	const ended = new Promise<string>((resolve) => {
		child.on('close', (code, signal) => resolve(signal ?? `exit code ${code ?? ''}: ${said}`));
	});
	return { process: child, ended };
}
