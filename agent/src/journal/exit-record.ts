/** How an attempt's command ended, as the wrapper recorded it. */
export interface ExitRecord {
	readonly result: 'exited' | 'signalled' | 'timeout' | 'cancelled' | 'spawn_failed';
	readonly exitCode: number;
	/** Number of the signal that ended the command; 0 when none. */
	readonly signal: number;
	/** Error number when the command could not be started; 0 otherwise. */
	readonly error: number;
	/** Wall clock; 0 when the command was never started. */
	readonly startedAtMs: number;
	readonly durationMs: number;
	readonly logLength: number;
}

const RESULTS: readonly string[] = ['exited', 'signalled', 'timeout', 'cancelled', 'spawn_failed'];

/** Reads what the wrapper wrote; undefined when it is not a whole record. */
export function parseExitRecord(text: string): ExitRecord | undefined {
	const fields = new Map(text.split('\n').map((line) => splitOnce(line)));
	const result = fields.get('result') ?? '';
	const number = (name: string) => Number(fields.get(name));
	const record = {
		exitCode: number('exit_code'),
		signal: number('signal'),
		error: number('error'),
		startedAtMs: number('started_at_ms'),
		durationMs: number('duration_ms'),
		logLength: number('log_length'),
	};
	const isWhole =
		fields.get('end') === '1' && RESULTS.includes(result) && Object.values(record).every(Number.isInteger);
	return isWhole ? { result: result as ExitRecord['result'], ...record } : undefined;
}

function splitOnce(line: string): [string, string] {
	const [name = '', ...rest] = line.split('=');
	return [name, rest.join('=')];
}
