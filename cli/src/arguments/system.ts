import type { CommandSpec } from './command-spec.js';

export interface AuditListValues {
	/** Most records shown; the newest. */
	readonly limit: number;
}

const DEFAULT_LIMIT = 50;
const HIGHEST_LIMIT = 10_000_000;

export const systemInfoSpec: CommandSpec<Record<never, never>> = {
	path: 'system info',
	summary: 'Show the controller, and who it takes you for',
	examples: [{ line: 'stoker system info' }],
	read: () => ({}),
};

export const auditListSpec: CommandSpec<AuditListValues> = {
	path: 'audit list',
	summary: 'List what was done, by whom, newest first',
	examples: [{ line: 'stoker audit list' }, { line: 'stoker audit list --limit 1000 -o jsonl' }],
	options: [{ flags: '--limit N', description: `most records shown (default ${DEFAULT_LIMIT})` }],
	read: (reader) => ({ limit: reader.integer('limit', { minimum: 1, maximum: HIGHEST_LIMIT }) ?? DEFAULT_LIMIT }),
};

export const auditVerifySpec: CommandSpec<Record<never, never>> = {
	path: 'audit verify',
	summary: 'Recompute the hash chain of the audit log',
	description: 'Ends with 1 if a record does not fit.',
	examples: [{ line: 'stoker audit verify' }],
	read: () => ({}),
};
