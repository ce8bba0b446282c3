import type { ParametersOf } from '@stoker/shared/task-type/parse-parameters.js';
import { blobContent } from '../system/file-content.js';
import type { TaskContext, TaskPlan } from './executor.js';
import { placeFiles } from './place-files.js';

/** Writes files that the controller keeps; one that is there already is not fetched. */
export function planCopyFiles(copy: ParametersOf<'copy_files'>, context: TaskContext): TaskPlan {
	const files = copy.files.map(({ dst, sha256, size, mode, permissions, dir_permissions }) => ({
		path: dst,
		mode: permissions ?? copy.permissions ?? mode,
		folderMode: dir_permissions ?? copy.dir_permissions,
		content: (fetchBlob: Parameters<typeof blobContent>[2]) => blobContent(sha256, size, fetchBlob),
	}));
	return placeFiles(files, context);
}
