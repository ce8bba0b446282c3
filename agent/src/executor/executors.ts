import type { TaskType } from '@stoker/shared/model/task.js';
import { describeProblem } from '@stoker/shared/task-type/parameter-problem.js';
import { type ParametersOf, parseParameters } from '@stoker/shared/task-type/parse-parameters.js';
import { planCopyFiles } from './copy-files.js';
import { type Executor, type TaskContext, TaskFailure, type TaskPlan } from './executor.js';
import { planCobblerSync, planEraseNode, planMoveToBootstrap, planReboot } from './machine-tasks.js';
import { planPuppet } from './puppet.js';
import { planShell } from './shell.js';
import { storageTask } from './storage-tasks.js';
import { planSync } from './sync.js';
import { planUploadFile, planUploadFiles } from './upload.js';

/** The task types that agents carry out; the others never leave the controller. */
type AgentTaskType = Exclude<TaskType, 'group' | 'stage' | 'skipped' | 'noop' | 'role'>;

/** What this agent can do; a type without an executor does not compile. */
export const executors: { readonly [Type in AgentTaskType]: Executor } = {
	puppet: executorOf('puppet', planPuppet),
	shell: executorOf('shell', planShell),
	master_shell: executorOf('master_shell', planShell),
	sync: executorOf('sync', planSync),
	upload_file: executorOf('upload_file', planUploadFile),
	upload_files: executorOf('upload_files', planUploadFiles),
	copy_files: executorOf('copy_files', planCopyFiles),
	reboot: executorOf('reboot', planReboot),
	erase_node: executorOf('erase_node', planEraseNode),
	move_to_bootstrap: executorOf('move_to_bootstrap', planMoveToBootstrap),
	cobbler_sync: executorOf('cobbler_sync', planCobblerSync),
	partition: executorOf('partition', storageTask('partition')),
	write_image: executorOf('write_image', storageTask('write_image')),
	bootloader: executorOf('bootloader', storageTask('bootloader')),
	provision: executorOf('provision', storageTask('provision')),
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
