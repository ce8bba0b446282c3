import { statSync } from 'node:fs';

/** Bytes of a database's write-ahead log; 0 when there is none. */
export function walBytes(databasePath: string): number {
	return statSync(`${databasePath}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}
