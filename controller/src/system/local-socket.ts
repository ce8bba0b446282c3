import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { removeFile } from './durable-file.js';

const NAME = 'admin.sock';
/** Room for a path in the address of a unix socket, without the byte that ends it. */
const LONGEST_PATH_BYTES = 107;

/**
 * Makes room for the local socket: its folder lets nobody but its owner in before the socket exists, and the socket
 * a killed controller left is removed. The caller owns the data folder, so nobody listens on it.
 */
export function prepareLocalSocket(folder: string): string {
	const path = join(folder, NAME);
	if (Buffer.byteLength(path) > LONGEST_PATH_BYTES) {
		throw new StokerError('CONFIGURATION_INVALID', `The path ${path} is too long for a socket.`, {
			subject: { path },
			violations: [
				{ field: 'dataFolder', description: `must leave the socket's path within ${LONGEST_PATH_BYTES} bytes` },
			],
		});
	}
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	chmodSync(folder, 0o700);
	removeFile(path);
	return path;
}
