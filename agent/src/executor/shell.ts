import type { ParametersOf } from '@stoker/shared/task-type/parse-parameters.js';
import type { TaskContext, TaskPlan } from './executor.js';
import { says } from './says.js';

/**
 * Runs `cmd` with bash in `cwd`. A working directory that is missing fails the attempt before anything of `cmd` ran;
 * the old systems only guarded the first command of `a; b` with it.
 */
export function planShell({ cmd, cwd }: ParametersOf<'shell'>, { isNoop }: TaskContext): TaskPlan {
	return isNoop ? says(`Would run in ${cwd}:\n${cmd}`) : { kind: 'process', script: `${cmd}\n`, workingDirectory: cwd };
}
