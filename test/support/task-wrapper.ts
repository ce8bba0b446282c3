import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const SOURCE = join(ROOT, 'agent/wrapper/stoker-wrapper.c');
const OUTPUT = join(ROOT, '.build/test/stoker-wrapper');

/** The task wrapper, compiled when its source is newer: unit tests do not wait for a build of everything. */
export function taskWrapper(): string {
	if (existsSync(OUTPUT) && statSync(OUTPUT).mtimeMs >= statSync(SOURCE).mtimeMs) {
		return OUTPUT;
	}
	mkdirSync(dirname(OUTPUT), { recursive: true });
	const fresh = `${OUTPUT}.${process.pid}`;
	execFileSync('cc', ['-O2', '-static', '-Wall', '-Wextra', '-Werror', '-o', fresh, SOURCE]);
	renameSync(fresh, OUTPUT);
	return OUTPUT;
}
