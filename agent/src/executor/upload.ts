import type { ParametersOf } from '@stoker/shared/task-type/parse-parameters.js';
import { textContent } from '../system/file-content.js';
import type { TaskContext, TaskPlan } from './executor.js';
import { placeFiles } from './place-files.js';

/** Writes one file whose content came along. */
export function planUploadFile(upload: ParametersOf<'upload_file'>, context: TaskContext): TaskPlan {
	const { path, data, permissions, dir_permissions, user, group, overwrite, parents } = upload;
	const file = { path, mode: permissions, folderMode: dir_permissions, user, group, overwrite, parents };
	return placeFiles([{ ...file, content: () => textContent(data) }], context);
}

/** Writes the files listed for this node; those of other nodes are written by the runs of the task there. */
export function planUploadFiles({ nodes }: ParametersOf<'upload_files'>, context: TaskContext): TaskPlan {
	const own = nodes.filter(({ uid }) => uid === context.nodeId);
	const files = own.flatMap((node) => node.files);
	return placeFiles(
		files.map(({ src, dst, permissions, dir_permissions }) => ({
			path: dst,
			mode: permissions,
			folderMode: dir_permissions,
			content: () => textContent(src),
		})),
		context,
	);
}
