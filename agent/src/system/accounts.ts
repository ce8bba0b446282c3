import { readCommand } from './run-command.js';

/** Kinds of accounts, by the name of their database. */
type AccountDatabase = 'passwd' | 'group';

/** Number of the user or group this process runs as. */
export function ownAccountId(database: AccountDatabase): number {
	return (database === 'passwd' ? process.getuid?.() : process.getgid?.()) ?? 0;
}

const NUMBER = /^[0-9]{1,10}$/;
const ID_FIELD = 2;

/** Number of a user or group given by name or number; undefined when this machine knows no such name. */
export async function findAccountId(database: AccountDatabase, name: string): Promise<number | undefined> {
	if (NUMBER.test(name)) {
		return Number(name);
	}
	// getent asks whatever the machine uses for accounts, not only /etc/passwd.
	const id = (await readCommand('getent', database, '--', name)).split(':')[ID_FIELD];
	return id === undefined ? undefined : Number(id);
}
