import type { TaskType } from './task.js';

/** Seconds a task may take when it says nothing itself (reference: execution, task types). */
const DEFAULT_TIMEOUT_SECONDS: Readonly<Partial<Record<TaskType, number>>> = {
	puppet: 5_400,
	shell: 300,
	master_shell: 300,
	sync: 300,
	upload_file: 60,
	reboot: 900,
};

const FALLBACK_SECONDS = 300;

/** The time a task may take, from what it asks for (0: nothing) and its type. */
export function timeoutSecondsOf(type: TaskType, askedSeconds: number): number {
	return askedSeconds > 0 ? askedSeconds : (DEFAULT_TIMEOUT_SECONDS[type] ?? FALLBACK_SECONDS);
}
