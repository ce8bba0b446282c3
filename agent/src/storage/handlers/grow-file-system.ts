import { growFileSystem as growOn } from '../../image/identify-file-system.js';
import { StorageFailure } from '../../system/storage-failure.js';
import { fileSystemSize } from '../file-system-size.js';
import { probe } from '../signatures.js';
import type { ActionHandler } from '../storage-tools.js';

/** A last group of blocks that would be too small for what describes it is left out. */
const SLACK_BYTES = 16 * 1024 * 1024;

export const growFileSystem: ActionHandler<'grow_file_system'> = {
	async isDone({ on, type }, { devices, run }) {
		const node = await devices.nodeOf(on);
		const sizeBytes = await fileSystemSize(type, node, run);
		const roomBytes = await devices.sizeOf(node);
		return sizeBytes === undefined || sizeBytes > roomBytes - SLACK_BYTES;
	},

	async run({ on, type, uuid }, tools) {
		const node = await tools.devices.nodeOf(on);
		const found = await probe(node, tools.run);
		if (found?.type !== type || found.uuid.toLowerCase() !== uuid.toLowerCase()) {
			const message = `${on.itemId} is to be kept and holds ${found?.type ?? 'nothing'} ${found?.uuid ?? ''}`.trim();
			throw new StorageFailure('KEPT_NOT_FOUND', message, { subject: { item: on.itemId } });
		}
		await growOn(type, node, tools);
	},
};
