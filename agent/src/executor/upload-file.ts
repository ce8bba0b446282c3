import { z } from 'zod';
import { findAccountId, ownAccountId } from '../system/accounts.js';
import { type ConfinedWrite, isWritten, writeConfined } from '../system/confined-write.js';
import { ConfinementError } from '../system/confinement.js';
import { errorCode } from '../system/durable-file.js';
import { type ActionTools, type Executor, type TaskContext, TaskFailure } from './executor.js';
import { absolutePath, permissions, problemsOf } from './parameters.js';

const account = z.union([z.string().min(1), z.int().min(0).transform(String)], {
	error: 'must be a name or a number',
});

const parametersOfUpload = z.object({
	path: absolutePath,
	// The old systems refuse blank content too, so no release can mean an empty file by it.
	data: z.string({ error: 'must be text' }).refine((text) => text.trim() !== '', 'must not be blank'),
	permissions: permissions.default(0o644),
	dir_permissions: permissions.default(0o755),
	user: account.optional(),
	group: account.optional(),
	overwrite: z.boolean({ error: 'must be true or false' }).default(true),
});

type Upload = z.infer<typeof parametersOfUpload>;

/** Writes one file, with its missing parents, as a whole or not at all. */
export const uploadFile: Executor = {
	plan(parameters, context) {
		const parsed = parametersOfUpload.safeParse(parameters);
		if (!parsed.success) {
			return { kind: 'invalid', problems: problemsOf(parsed.error) };
		}
		const upload = parsed.data;
		return {
			kind: 'action',
			run: (tools) => carryOut(upload, context, tools),
			isDone: async () => isWritten(await toWrite(upload, context)),
		};
	},
};

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
