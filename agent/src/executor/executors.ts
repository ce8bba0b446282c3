import type { TaskType } from '@stoker/shared/model/task.js';
import { describeProblem } from '@stoker/shared/task-type/parameter-problem.js';
import { type ParametersOf, parseParameters } from '@stoker/shared/task-type/parse-parameters.js';
import { type Executor, type TaskContext, TaskFailure, type TaskPlan } from './executor.js';
import { planShell } from './shell.js';
import { planUploadFile } from './upload-file.js';

/** The task types this agent carries out. */
type SupportedType = Extract<TaskType, 'shell' | 'upload_file'>;

/** What this agent can do; a type without an executor does not compile. */
export const executors: { readonly [Type in SupportedType]: Executor } = {
	shell: executorOf('shell', planShell),
	upload_file: executorOf('upload_file', planUploadFile),
};

function executorOf<Type extends TaskType>(
	type: Type,
	plan: (parameters: ParametersOf<Type>, context: TaskContext) => TaskPlan,
): Executor {
	return {
		plan(written, context) {
			const parsed = parseParameters(type, written);
			if ('problems' in parsed) {
				throw new TaskFailure('invalid_parameters', `${parsed.problems.map(describeProblem).join('; ')}.`);
			}
			return plan(parsed.parameters, context);
		},
	};
}
