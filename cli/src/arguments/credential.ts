import type { CommandSpec } from './command-spec.js';

export const CREDENTIAL_ROLES = ['viewer', 'operator', 'admin'] as const;

export interface CredentialIssueValues {
	readonly name: string;
	readonly role: (typeof CREDENTIAL_ROLES)[number];
	readonly ttlSeconds: number;
	readonly file: string;
}

export interface CredentialValues {
	readonly credential: string;
}

const DEFAULT_TTL_SECONDS = 31_536_000;
const SHORTEST_TTL_SECONDS = 60;
const LONGEST_TTL_SECONDS = 94_608_000;

export const credentialIssueSpec: CommandSpec<CredentialIssueValues> = {
	path: 'credential issue',
	summary: 'Let a person or program use the controller',
	description:
		'Makes a key here, has the controller sign a certificate for it, and writes both as a file of contexts that only ' +
		'you may read. The key is in that file and nowhere else.',
	examples: [
		{ line: 'stoker credential issue alice --role operator --file alice.context.yaml' },
		{ line: 'stoker credential issue backup --role viewer --ttl 30d --file backup.context.yaml', note: 'a program' },
	],
	positionals: [{ name: 'NAME', description: 'name of the person or program, as the audit log shall show it' }],
	options: [
		{ flags: '--role ROLE', description: `what they may do: ${CREDENTIAL_ROLES.join(', ')} (required)` },
		{ flags: '--file FILE', description: 'new file to write (required)' },
		{ flags: '--ttl DURATION', description: 'how long it is good, 1m to 1095d (default 365d)' },
	],
	read: (reader) => {
		const role = reader.choice('role', CREDENTIAL_ROLES);
		if (role === undefined) {
			reader.requiredText('role');
		}
		return {
			name: reader.positional('NAME'),
			role: role ?? 'viewer',
			ttlSeconds:
				reader.durationSeconds('ttl', { minimum: SHORTEST_TTL_SECONDS, maximum: LONGEST_TTL_SECONDS }) ??
				DEFAULT_TTL_SECONDS,
			file: reader.requiredText('file'),
		};
	},
};

export const credentialListSpec: CommandSpec<Record<never, never>> = {
	path: 'credential list',
	summary: 'List who may use the controller',
	examples: [{ line: 'stoker credential list' }],
	read: () => ({}),
};

export const credentialRevokeSpec: CommandSpec<CredentialValues> = {
	path: 'credential revoke',
	summary: 'Make credentials useless at once, and close what was opened with them',
	examples: [
		{ line: 'stoker credential revoke alice', note: 'every credential of that name' },
		{ line: 'stoker credential revoke 5f0c1d1e9a7b4c3d8e2f6a1b0c9d8e7f', note: 'one of them' },
	],
	positionals: [{ name: 'CREDENTIAL', description: 'id of one, or a name' }],
	read: (reader) => ({ credential: reader.positional('CREDENTIAL') }),
};
