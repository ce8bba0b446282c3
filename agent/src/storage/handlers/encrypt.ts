import { StorageFailure } from '../../system/storage-failure.js';
import { clearPlace } from '../clear-place.js';
import { probe } from '../signatures.js';
import type { ActionHandler, ActionOfKind, HandlerTools } from '../storage-tools.js';

type Encrypt = ActionOfKind<'encrypt'>;

/** The key goes to cryptsetup by its standard input alone; it is in no argument, file or output. */
const KEY_FROM_INPUT = '--key-file=-';

/** Done when the key opens what is there and it is open under its name; a header without a key is one of a run cut off. */
export const encrypt: ActionHandler<'encrypt'> = {
	async isDone(action, tools) {
		const node = await tools.devices.nodeOf(action.on);
		return (await isOwn(action, node, tools)) && (await tools.devices.isThere(mapOf(action)));
	},

	async run(action, tools) {
		const { name, uuid, keyReference } = action;
		const { devices, run, keyOf } = tools;
		const node = await devices.nodeOf(action.on);
		const input = await keyOf(keyReference);
		if (!(await isOwn(action, node, tools))) {
			await clearPlace(node, tools);
			const format = ['luksFormat', '--type', 'luks2', '--batch-mode', '--uuid', uuid];
			await run('cryptsetup', [...format, KEY_FROM_INPUT, node], { input });
		}
		if (!(await devices.isThere(mapOf(action)))) {
			await run('cryptsetup', ['open', '--type', 'luks2', KEY_FROM_INPUT, node, name], { input });
		}
		await devices.settle();
		// An old map of that name may lie on another disk.
		await devices.volumeNode(mapOf(action));
	},
};

function mapOf({ name }: Encrypt): string {
	return `/dev/mapper/${name}`;
}

async function isOwn({ uuid, keyReference }: Encrypt, node: string, tools: HandlerTools): Promise<boolean> {
	const found = await probe(node, tools.run);
	if (found?.type !== 'crypto_LUKS' || found.uuid.toLowerCase() !== uuid.toLowerCase()) {
		return false;
	}
	const test = ['open', '--type', 'luks2', '--test-passphrase', KEY_FROM_INPUT, node];
	try {
		await tools.run('cryptsetup', test, { input: await tools.keyOf(keyReference), isQuiet: true });
		return true;
	} catch (error) {
		if (error instanceof StorageFailure && error.code === 'STORAGE_TOOL_FAILED') {
			return false;
		}
		throw error;
	}
}
