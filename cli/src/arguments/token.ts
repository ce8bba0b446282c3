import type { CommandSpec } from './command-spec.js';

export interface TokenCreateValues {
	readonly ttlSeconds: number;
	readonly uses: number;
	readonly hardware: string;
	readonly requiresAccept: boolean;
}

export interface TokenValues {
	readonly id: string;
}

const DEFAULT_TTL_SECONDS = 3600;
const LONGEST_TTL_SECONDS = 2_592_000;
const MOST_USES = 100_000;

export const tokenCreateSpec: CommandSpec<TokenCreateValues> = {
	path: 'token create',
	summary: 'Make a join token for machines',
	description: 'Prints the token on standard output and nothing else there; it is shown this once.',
	examples: [
		{ line: 'stoker token create > join.token' },
		{ line: 'stoker token create --ttl 8h --uses 40', note: 'for a whole rack' },
		{ line: 'stoker token create --hardware 52:54:00:12:34:56', note: 'for one machine' },
	],
	options: [
		{ flags: '--ttl DURATION', description: 'how long it lives, up to 30d (default 1h)' },
		{ flags: '--uses N', description: 'machines that may join with it (default 1)' },
		{ flags: '--hardware ID', description: 'system UUID, serial number or MAC address it is bound to' },
		{ flags: '--requires-accept', description: 'nodes that join wait for `stoker node accept`' },
	],
	read: (reader) => ({
		ttlSeconds: reader.durationSeconds('ttl', { minimum: 1, maximum: LONGEST_TTL_SECONDS }) ?? DEFAULT_TTL_SECONDS,
		uses: reader.integer('uses', { minimum: 1, maximum: MOST_USES }) ?? 1,
		hardware: reader.text('hardware') ?? '',
		requiresAccept: reader.flag('requires-accept'),
	}),
};

export const tokenListSpec: CommandSpec<Record<never, never>> = {
	path: 'token list',
	summary: 'List join tokens, without their secrets',
	examples: [{ line: 'stoker token list' }],
	read: () => ({}),
};

export const tokenRevokeSpec: CommandSpec<TokenValues> = {
	path: 'token revoke',
	summary: 'Make a join token useless at once',
	examples: [{ line: 'stoker token revoke 0199c2' }],
	positionals: [{ name: 'ID', description: 'id of the token' }],
	read: (reader) => ({ id: reader.positional('ID') }),
};
