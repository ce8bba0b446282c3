type Write = (...parameters: never[]) => Promise<unknown>;

/**
 * Makes this process kill itself at one of its durable writes: `CRASH_AT=7:before` at the seventh, so that nothing of it
 * is stored; `7:after` when it is stored and nobody has heard.
 */
export function dieAtWrite(prototype: object, methods: readonly string[]): void {
	const [at = '', kind = 'before'] = (process.env['CRASH_AT'] ?? '').split(':');
	let left = at === '' ? Number.POSITIVE_INFINITY : Number(at);
	for (const name of methods) {
		const write = Reflect.get(prototype, name) as Write;
		Reflect.set(prototype, name, async function (this: object, ...parameters: never[]): Promise<unknown> {
			left -= 1;
			if (left !== 0) {
				return write.apply(this, parameters);
			}
			if (kind === 'after') {
				await write.apply(this, parameters);
			}
			process.kill(process.pid, 'SIGKILL');
			return new Promise(() => undefined);
		});
	}
}
