import { stringify } from 'yaml';

/** A shell task of a test release. */
export interface ShellTask {
	readonly id: string;
	readonly cmd: string;
	readonly roles?: readonly string[];
	readonly requires?: readonly string[];
	readonly crossDepends?: readonly { readonly name: string; readonly role: string }[];
	readonly timeout?: number;
	readonly retryOnLost?: boolean;
	/** Besides the command and its timeout. */
	readonly parameters?: Readonly<Record<string, unknown>>;
}

/** A release folder with roles `app` and `store`, and these tasks. */
export function shellRelease(
	name: string,
	tasks: readonly ShellTask[],
): readonly { readonly path: string; readonly content: Uint8Array }[] {
	const release = {
		name,
		version: '1',
		roles_metadata: { app: { name: 'App' }, store: { name: 'Store' } },
	};
	const definitions = tasks.map((task) => ({
		id: task.id,
		type: 'shell',
		version: '2.1.0',
		roles: task.roles ?? ['app'],
		requires: task.requires ?? [],
		'cross-depends': task.crossDepends ?? [],
		...(task.retryOnLost && { retry_on_lost: true }),
		parameters: { cmd: task.cmd, timeout: task.timeout ?? 60, ...task.parameters },
	}));
	return [
		{ path: 'release.yaml', content: Buffer.from(stringify(release)) },
		{ path: 'graphs/default.tasks.yaml', content: Buffer.from(stringify(definitions)) },
	];
}

/** A command that leaves one line for each time it is started, then goes on. */
export function counted(then: string): string {
	return `echo "$STOKER_TASK_ID@$STOKER_NODE_ID#$STOKER_ATTEMPT" >> "$STOKER_ROOT/starts"; ${then}`;
}
