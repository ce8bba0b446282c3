import type { ParametersOf } from '@stoker/shared/task-type/parse-parameters.js';
import { findAccountId, ownAccountId } from '../system/accounts.js';
import { type ConfinedWrite, isWritten, writeConfined } from '../system/confined-write.js';
import { ConfinementError } from '../system/confinement.js';
import { errorCode } from '../system/durable-file.js';
import { type ActionTools, type TaskContext, TaskFailure, type TaskPlan } from './executor.js';

type Upload = ParametersOf<'upload_file'>;

/** Writes one file, with its missing parents, as a whole or not at all. */
export function planUploadFile(upload: Upload, context: TaskContext): TaskPlan {
	return {
		kind: 'action',
		run: (tools) => carryOut(upload, context, tools),
		isDone: async () => isWritten(await toWrite(upload, context)),
	};
}

async function carryOut(upload: Upload, context: TaskContext, tools: ActionTools): Promise<void> {
	try {
		const write = await toWrite(upload, context);
		const result = await writeConfined(write, tools.signal);
		if (result === 'exists') {
			throw new TaskFailure('file_system', `${upload.path} has other content, and overwrite is false.`);
		}
		tools.write(`${upload.path}: ${write.data.length} bytes, ${result}\n`);
	} catch (error) {
		if (error instanceof TaskFailure || tools.signal.aborted) {
			throw error;
		}
		if (error instanceof ConfinementError || errorCode(error) !== '') {
			const why = error instanceof Error ? error.message : '';
			throw new TaskFailure('file_system', `${upload.path} cannot be written: ${why}.`, error);
		}
		throw error;
	}
}

async function toWrite(upload: Upload, context: TaskContext): Promise<ConfinedWrite> {
	return {
		root: context.root,
		path: upload.path,
		data: Buffer.from(upload.data),
		mode: upload.permissions,
		folderMode: upload.dir_permissions,
		userId: await resolveAccount('passwd', 'user', upload.user),
		groupId: await resolveAccount('group', 'group', upload.group),
		overwrite: upload.overwrite,
		temporaryName: `.stoker-${context.assignmentId}`,
	};
}

async function resolveAccount(database: 'passwd' | 'group', field: string, name: string | undefined): Promise<number> {
	if (name === undefined) {
		return ownAccountId(database);
	}
	const id = await findAccountId(database, name);
	if (id === undefined) {
		throw new TaskFailure('invalid_parameters', `parameters.${field}: this machine has no ${field} ${name}.`);
	}
	return id;
}
