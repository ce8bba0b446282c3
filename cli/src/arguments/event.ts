import type { CommandSpec } from './command-spec.js';

export interface EventsValues {
	/** Empty for the system stream. */
	readonly environment: string;
	readonly after: number | undefined;
	readonly isUntilNow: boolean;
}

export const eventsSpec: CommandSpec<EventsValues> = {
	path: 'events',
	summary: 'Follow what happens, in order',
	description:
		'Without ENV: nodes, tokens and releases. Without --after: only what happens from now on. ' +
		'A lost connection is taken up again where it broke. With -o json each line is one object (as jsonl).',
	examples: [
		{ line: 'stoker events prod' },
		{ line: 'stoker events prod --after 0 --until-now -o jsonl', note: 'everything that is kept, then end' },
	],
	positionals: [{ name: 'ENV', description: 'id or name of the environment', isOptional: true }],
	options: [
		{ flags: '--after N', description: 'begin after this sequence number; 0 for all there are' },
		{ flags: '--until-now', description: 'end once everything stored was shown (without --after: all of it)' },
	],
	read: (reader) => ({
		environment: reader.positional('ENV'),
		after: reader.integer('after', { minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
		isUntilNow: reader.flag('until-now'),
	}),
};
