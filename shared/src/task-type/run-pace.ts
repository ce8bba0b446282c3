import type { JsonObject, TaskType } from '../model/task.js';

/** How long one attempt of a run may take, and how often failed ones are tried again. */
export interface RunPace {
	readonly timeoutSeconds: number;
	/** Attempts after the first. */
	readonly retries: number;
	/** Seconds before the second attempt. */
	readonly retryIntervalSeconds: number;
	/** Attempts after one that succeeded; only of Puppet, and only where a task asks for any. */
	readonly succeedRetries?: number;
}

const ONCE: RunPace = { timeoutSeconds: 300, retries: 0, retryIntervalSeconds: 0 };

/** What holds where a task says nothing (reference: execution, section 1). */
const DEFAULTS: { readonly [Type in TaskType]: RunPace } = {
	puppet: { timeoutSeconds: 5_400, retries: 2, retryIntervalSeconds: 0 },
	shell: { timeoutSeconds: 300, retries: 2, retryIntervalSeconds: 2 },
	master_shell: { timeoutSeconds: 300, retries: 2, retryIntervalSeconds: 2 },
	sync: { timeoutSeconds: 300, retries: 10, retryIntervalSeconds: 2 },
	upload_file: { timeoutSeconds: 60, retries: 3, retryIntervalSeconds: 0 },
	upload_files: { timeoutSeconds: 60, retries: 0, retryIntervalSeconds: 0 },
	copy_files: ONCE,
	reboot: { timeoutSeconds: 900, retries: 0, retryIntervalSeconds: 0 },
	erase_node: ONCE,
	move_to_bootstrap: { timeoutSeconds: 900, retries: 0, retryIntervalSeconds: 0 },
	cobbler_sync: ONCE,
	partition: { timeoutSeconds: 900, retries: 2, retryIntervalSeconds: 10 },
	write_image: { timeoutSeconds: 3_600, retries: 2, retryIntervalSeconds: 10 },
	bootloader: { timeoutSeconds: 1_800, retries: 2, retryIntervalSeconds: 10 },
	provision: { timeoutSeconds: 3_600, retries: 2, retryIntervalSeconds: 10 },
	group: ONCE,
	stage: ONCE,
	skipped: ONCE,
	noop: ONCE,
	role: ONCE,
};

/** What the parameters of a task say about its pace, completed by its type. Text may stand for a number. */
export function runPaceOf(type: TaskType, parameters: JsonObject): RunPace {
	const defaults = DEFAULTS[type];
	const succeedRetries = type === 'puppet' ? Math.trunc(numberOf(parameters['succeed_retries']) ?? 0) : 0;
	return {
		timeoutSeconds: timeoutSecondsOf(type, Math.ceil(numberOf(parameters['timeout']) ?? 0)),
		retries: Math.trunc(numberOf(parameters['retries']) ?? defaults.retries),
		retryIntervalSeconds: numberOf(parameters['interval']) ?? defaults.retryIntervalSeconds,
		...(succeedRetries > 0 ? { succeedRetries } : {}),
	};
}

/** The time an attempt may take, from what is asked for (0: nothing) and its type, which may be one of a newer version. */
export function timeoutSecondsOf(type: string, askedSeconds: number): number {
	const isKnown = Object.hasOwn(DEFAULTS, type);
	const defaults = isKnown ? DEFAULTS[type as TaskType] : ONCE;
	return askedSeconds > 0 ? askedSeconds : defaults.timeoutSeconds;
}

function numberOf(written: unknown): number | undefined {
	const value = typeof written === 'string' && written.trim() !== '' ? Number(written) : written;
	return typeof value === 'number' && value >= 0 ? value : undefined;
}
