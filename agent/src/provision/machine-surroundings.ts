import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { machineOf } from '@stoker/shared/storage/machine-of.js';
import { discover } from '../discovery/discover.js';
import { imageOpener } from '../image/open-image.js';
import { machineStorageTools } from '../storage/machine-tools.js';
import { readNamedFile } from '../system/named-file.js';
import { toolRunner } from '../system/run-tool.js';
import { StorageFailure } from '../system/storage-failure.js';
import type { Surroundings } from './surroundings.js';

const MAX_BYTES = 64 * 1024 * 1024;
/** What is staged on the way lies beside what is mounted. */
const TARGET = '/run/stoker-agent/provision';

/** The machine that this program runs on, and whoever called it. */
export function machineSurroundings(signal: AbortSignal, write: (text: string) => void): Surroundings {
	return {
		signal,
		write,
		readText: async (path) => (await readNamed(path)).toString('utf8'),
		readInventory: async () => machineOf(await discover()),
		toolsFor: ({ plan, system, keyFolder }) =>
			machineStorageTools(plan, {
				root: '/',
				...{ signal, write, system, target: TARGET },
				openImage: imageOpener({ connectionsOf: () => undefined }),
				keyOf: (reference) => keyOf(reference, keyFolder),
			}),
		hashPassword: async (password) => {
			const run = toolRunner({ signal, write });
			// SHA-512 crypt with a salt of 16 characters; the password goes through standard input.
			return (await run('openssl', ['passwd', '-6', '-stdin'], { input: `${password}\n`, isQuiet: true })).trim();
		},
	};
}

async function readNamed(path: string): Promise<Buffer> {
	try {
		return await readNamedFile(path, MAX_BYTES);
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw new StokerError('INVALID_REQUEST', `${path} cannot be read: ${why}.`);
	}
}

/** One file a key, as it is: the last line end of a text belongs to the key too. */
async function keyOf(reference: string, folder: string | undefined): Promise<Buffer> {
	if (folder === undefined || !/^[\w-][\w.-]*$/.test(reference)) {
		const message = `There is no key ${reference}: --key-folder names no folder that holds it`;
		throw new StorageFailure('SYSTEM_INVALID', message, { subject: { key: reference } });
	}
	return readNamed(`${folder}/${reference}`);
}
