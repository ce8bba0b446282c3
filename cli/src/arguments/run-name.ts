import type { ArgumentReader } from './argument-reader.js';

/** A task on a node, as people name it; the node by id or name. */
export interface RunName {
	readonly taskId: string;
	readonly node: string;
}

/** Reads TASK@NODE. A task's id may hold an @ itself, a node's name may not. */
export function readRunName(reader: ArgumentReader, text: string): RunName {
	const at = text.lastIndexOf('@');
	if (at <= 0 || at === text.length - 1) {
		reader.problems.push(`'${text}' is not TASK@NODE, for example configure-app@app-1`);
	}
	return { taskId: text.slice(0, Math.max(at, 0)), node: text.slice(at + 1) };
}
