import { findAccountId, ownAccountId } from '../system/accounts.js';
import {
	type ConfinedWrite,
	inspectConfined,
	isWritten,
	type PresentFile,
	writeConfined,
} from '../system/confined-write.js';
import { ConfinementError } from '../system/confinement.js';
import { errorCode } from '../system/durable-file.js';
import { type FetchBlob, FetchFailure } from '../system/fetch-blob.js';
import type { FileContent } from '../system/file-content.js';
import { type TaskContext, TaskFailure, type TaskPlan } from './executor.js';

/** A file as a task asks for it. */
export interface WantedFile {
	/** As the task names it. */
	readonly path: string;
	readonly mode: number;
	readonly folderMode: number;
	/** By name or number; the agent's own when absent. */
	readonly user?: string | undefined;
	readonly group?: string | undefined;
	readonly overwrite?: boolean;
	readonly parents?: boolean;
	content(fetchBlob: FetchBlob): FileContent;
}

const WOULD: Readonly<Record<PresentFile, string>> = {
	missing: 'would be made',
	other: 'would be replaced, it has other content, permissions or owner',
	unchanged: 'is there as it shall be',
	exists: 'has other content and may not be overwritten: this would fail',
};

const NOTHING_FETCHED: FetchBlob = () => Promise.reject(new Error('nothing is fetched to look at a file'));

/**
 * Writes files one after the other, each with its missing parents, as a whole or not at all. What cannot be written
 * fails the task after the others were written. In a noop run nothing is changed.
 */
export function placeFiles(files: readonly WantedFile[], context: TaskContext): TaskPlan {
	if (context.isNoop) {
		return { kind: 'action', run: ({ write }) => rehearse(files, context, write), isDone: () => Promise.resolve(true) };
	}
	return {
		kind: 'action',
		async run({ signal, write, fetchBlob }) {
			const failures: TaskFailure[] = [];
			for (const file of files) {
				signal.throwIfAborted();
				try {
					write(`${file.path}: ${await placeFile(await toWrite(file, context, fetchBlob), signal)}\n`);
				} catch (error) {
					signal.throwIfAborted();
					const failed = explain(file.path, error);
					write(`${failed.message}\n`);
					failures.push(failed);
				}
			}
			failAll(failures);
		},
		async isDone() {
			const done: boolean[] = [];
			// All of them, for what an interrupted attempt left beside them is removed.
			for (const file of files) {
				done.push(await isWritten(await toWrite(file, context, NOTHING_FETCHED)));
			}
			return done.every(Boolean);
		},
	};
}

async function rehearse(
	files: readonly WantedFile[],
	context: TaskContext,
	write: (text: string) => void,
): Promise<void> {
	for (const file of files) {
		const wanted = await toWrite(file, context, NOTHING_FETCHED);
		const present = await inspectConfined(wanted).catch((error: unknown) => explain(file.path, error).message);
		const what = present in WOULD ? WOULD[present as PresentFile] : present;
		write(`${file.path}: ${what} (${wanted.content.sizeBytes} B)\n`);
	}
}

async function placeFile(wanted: ConfinedWrite, signal: AbortSignal): Promise<string> {
	const result = await writeConfined(wanted, signal);
	if (result === 'exists') {
		throw new TaskFailure('file_system', `${wanted.path} has other content, and overwrite is false.`);
	}
	return `${wanted.content.sizeBytes} bytes, ${result}`;
}

function explain(path: string, error: unknown): TaskFailure {
	if (error instanceof TaskFailure) {
		return error;
	}
	if (error instanceof ConfinementError || errorCode(error) !== '') {
		const why = error instanceof Error ? error.message : '';
		return new TaskFailure('file_system', `${path} cannot be written: ${why}.`, error);
	}
	if (error instanceof FetchFailure) {
		return new TaskFailure('fetch', `The content of ${path} could not be fetched: ${error.message}.`, error);
	}
	throw error;
}

function failAll(failures: readonly TaskFailure[]): void {
	const [first] = failures;
	if (first !== undefined) {
		const more = failures.length === 1 ? '' : ` ${failures.length - 1} more files could not be written.`;
		throw new TaskFailure(first.reason, first.message + more, first);
	}
}

async function toWrite(file: WantedFile, context: TaskContext, fetchBlob: FetchBlob): Promise<ConfinedWrite> {
	const { path, mode, folderMode, user, group, overwrite = true, parents = true } = file;
	return {
		...{ root: context.root, path, mode, folderMode, overwrite, parents },
		content: file.content(fetchBlob),
		userId: await resolveAccount('passwd', 'user', user),
		groupId: await resolveAccount('group', 'group', group),
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
