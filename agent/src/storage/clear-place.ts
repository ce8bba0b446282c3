import type { DiskRegion } from '@stoker/shared/storage/storage-action.js';
import { zeroDevice } from '../system/block-device.js';
import { StorageFailure } from '../system/storage-failure.js';
import { CLAIM_BYTES, hasClaim } from './claim.js';
import { signaturesOn } from './signatures.js';
import type { HandlerTools } from './storage-tools.js';
import { requireUnused } from './users.js';

/** What is recognised lies this far from the ends of a place at most: VMFS begins after two of these bytes' halves. */
const END_BYTES = 4 * 1024 * 1024;

/** Both ends of a stretch; one where they meet. */
export function endsOf({ startBytes, sizeBytes }: DiskRegion): readonly DiskRegion[] {
	return sizeBytes <= 2 * END_BYTES
		? [{ startBytes, sizeBytes }]
		: [
				{ startBytes, sizeBytes: END_BYTES },
				{ startBytes: startBytes + sizeBytes - END_BYTES, sizeBytes: END_BYTES },
			];
}

/**
 * Overwrites both ends of a device with zeros, so that nothing is recognised there any more, then looks. Zeros are written,
 * because what a disk shows after a discard is its own affair.
 */
export async function clearPlace(node: string, tools: HandlerTools): Promise<void> {
	const { run, signal, write } = tools;
	await requireUnused([node]);
	const roomBytes = await tools.devices.sizeOf(node);
	// The plan's own word stays as long as what it makes lets it.
	const sizeBytes = (await hasClaim(node, tools)) ? roomBytes - CLAIM_BYTES : roomBytes;
	write(`zeros over the first and the last 4 MiB of ${node}\n`);
	for (const end of endsOf({ startBytes: 0, sizeBytes })) {
		await zeroDevice(node, end, signal);
	}
	const left = await signaturesOn(node, run);
	if (left.length > 0) {
		const message = `${node} still shows ${left.map(({ type }) => type).join(', ')} after it was overwritten`;
		throw new StorageFailure('STORAGE_NOT_VERIFIED', message, { subject: { device: node } });
	}
}
