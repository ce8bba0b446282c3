import type { ParametersOf } from '@stoker/shared/task-type/parse-parameters.js';
import { placeBelow } from '../system/confinement.js';
import { TreeSync } from '../system/tree-sync.js';
import type { TaskContext, TaskPlan } from './executor.js';
import { quote } from './quote.js';
import { says } from './says.js';

/**
 * Makes the tree below `dst` what its source is: what is not there goes, contents are compared by checksum, links stay
 * links. The controller's own trees come as a manifest; for any other source rsync is run.
 */
export function planSync({ src, dst, manifest }: ParametersOf<'sync'>, context: TaskContext): TaskPlan {
	if (manifest === undefined) {
		return planRsync(src, dst, context);
	}
	const tree = { root: context.root, folder: dst, manifest, temporaryName: `.stoker-${context.assignmentId}` };
	if (context.isNoop) {
		return {
			kind: 'action',
			run: async ({ signal, write }) => {
				const changes = await new TreeSync({ ...tree, signal, tell: (change) => write(`would ${change}\n`) }).run();
				write(`${changes} ${changes === 1 ? 'change' : 'changes'} would be made below ${dst}.\n`);
			},
			isDone: () => Promise.resolve(true),
		};
	}
	return {
		kind: 'action',
		run: async ({ signal, write, fetchBlob }) => {
			const changes = await new TreeSync({
				...tree,
				signal,
				fetchBlob,
				tell: (change) => write(`${change}\n`),
			}).run();
			write(`${changes} changes made below ${dst}, ${manifest.length} entries compared.\n`);
		},
		isDone: async () => {
			const look = new TreeSync({ ...tree, signal: new AbortController().signal, tell: () => undefined });
			return (await look.run()) === 0;
		},
	};
}

function planRsync(src: string, dst: string, { root, isNoop }: TaskContext): TaskPlan {
	const source = src.startsWith('/') ? placeBelow(root, src) + (src.endsWith('/') ? '/' : '') : src;
	if (isNoop) {
		return says(`Would make ${dst} what ${src} is, with rsync.`);
	}
	const target = quote(placeBelow(root, dst));
	return {
		kind: 'process',
		workingDirectory: '/',
		script: `mkdir -p -- ${target} && rsync -c -r --delete -l -- ${quote(source)} ${target}\n`,
	};
}
