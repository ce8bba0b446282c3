import { z } from 'zod';
import type { Executor } from './executor.js';
import { absolutePath, notBlank, problemsOf } from './parameters.js';

const parametersOfShell = z.object({ cmd: notBlank, cwd: absolutePath.default('/') });

/**
 * Runs `cmd` with bash in `cwd`. A working directory that is missing fails the attempt before anything of `cmd` ran;
 * the old systems only guarded the first command of `a; b` with it.
 */
export const shell: Executor = {
	plan(parameters) {
		const parsed = parametersOfShell.safeParse(parameters);
		if (!parsed.success) {
			return { kind: 'invalid', problems: problemsOf(parsed.error) };
		}
		return { kind: 'process', script: `${parsed.data.cmd}\n`, workingDirectory: parsed.data.cwd };
	},
};
