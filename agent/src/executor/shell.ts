import type { ParametersOf } from '@stoker/shared/task-type/parse-parameters.js';
import type { TaskPlan } from './executor.js';

/**
 * Runs `cmd` with bash in `cwd`. A working directory that is missing fails the attempt before anything of `cmd` ran;
 * the old systems only guarded the first command of `a; b` with it.
 */
export function planShell({ cmd, cwd }: ParametersOf<'shell'>): TaskPlan {
	return { kind: 'process', script: `${cmd}\n`, workingDirectory: cwd };
}
