import type { CommandSpec } from './command-spec.js';

export interface NotificationListValues {
	/** Empty for all. */
	readonly environment: string;
	readonly withRead: boolean;
}

export interface NotificationReadValues {
	/** Undefined: all. */
	readonly ids: readonly string[] | undefined;
}

export const notificationListSpec: CommandSpec<NotificationListValues> = {
	path: 'notification list',
	summary: 'List what people should know and nobody has read yet, newest first',
	description: 'The controller keeps the last 1,000. `stoker events` has everything that happened.',
	examples: [{ line: 'stoker notification list' }, { line: 'stoker notification list --env prod --all' }],
	options: [
		{ flags: '--env ENV', description: 'only those of this environment' },
		{ flags: '--all', description: 'those that were read too' },
	],
	read: (reader) => ({ environment: reader.text('env') ?? '', withRead: reader.flag('all') }),
};

export const notificationReadSpec: CommandSpec<NotificationReadValues> = {
	path: 'notification read',
	summary: 'Mark notifications as read, for everybody',
	examples: [{ line: 'stoker notification read 17 18' }, { line: 'stoker notification read --all' }],
	positionals: [{ name: 'ID', description: 'id of a notification', isOptional: true, isVariadic: true }],
	options: [{ flags: '--all', description: 'all there are' }],
	read: (reader) => {
		const ids = reader.positionals('ID');
		const isAll = reader.flag('all');
		if (isAll === ids.length > 0) {
			reader.problems.push('give the ids of notifications, or --all');
		}
		return { ids: isAll ? undefined : ids };
	},
};
