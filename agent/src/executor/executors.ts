import type { TaskType } from '@stoker/shared/model/task.js';
import type { Executor } from './executor.js';
import { shell } from './shell.js';
import { uploadFile } from './upload-file.js';

/** The task types this agent carries out. */
type SupportedType = Extract<TaskType, 'shell' | 'upload_file'>;

/** What this agent can do; a type without an executor does not compile. */
export const executors: { readonly [Type in SupportedType]: Executor } = {
	shell,
	upload_file: uploadFile,
};
