import type { StorageAction, StoragePlace } from '@stoker/shared/storage/storage-action.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { readDevice, writeDevice } from '../system/block-device.js';
import type { HandlerTools } from './storage-tools.js';
import { claimKey, writtenPlaces } from './unagreed.js';

/** Room at the end of a place that every sector size divides; nothing that a plan makes begins there. */
export const CLAIM_BYTES = 4096;
const CLAIM_WORD = 'stoker storage plan ';

/**
 * Says at the end of a place that what was there is given up and what comes is of this plan: where no new table says so, a
 * run that was cut off must know its own half-written work from something that nobody agreed to lose. Whatever is made
 * there may overwrite it: then that carries an identifier of the plan.
 */
export async function claim(place: StoragePlace, { plan, devices }: HandlerTools): Promise<void> {
	const node = await devices.nodeOf(place);
	await writeDevice(node, (await devices.sizeOf(node)) - CLAIM_BYTES, claimText(plan));
}

export async function isClaimed(place: StoragePlace, tools: HandlerTools): Promise<boolean> {
	return hasClaim(await tools.devices.nodeOf(place), tools);
}

export async function hasClaim(node: string, { plan, devices }: HandlerTools): Promise<boolean> {
	return (await readDevice(node, (await devices.sizeOf(node)) - CLAIM_BYTES, CLAIM_BYTES)).equals(claimText(plan));
}

/** Claims the places of an action that stay on their disk and get something new. */
export async function claimFor(action: StorageAction, tools: HandlerTools): Promise<void> {
	for (const place of claimedPlaces(action, tools.plan)) {
		if (!(await isClaimed(place, tools))) {
			await claim(place, tools);
		}
	}
}

/**
 * Of new partitions the open GUID of their table says enough; whole disks are claimed when they are wiped. What remains is
 * partitions and volumes on disks that keep their table.
 */
function claimedPlaces(action: StorageAction, plan: StoragePlan): readonly StoragePlace[] {
	const refilled = plan.disks.filter(({ change }) => change === 'refilled');
	const kept = new Set(
		refilled.flatMap(({ partitions }) => partitions.filter(({ isKept }) => isKept).map(({ itemId }) => itemId)),
	);
	const isOnRefilled = action.diskIds.every((id) => refilled.some(({ disk }) => disk.id === id));
	return writtenPlaces(action).filter(
		(place) => (place.kind === 'partition' && kept.has(place.itemId)) || (place.kind === 'device' && isOnRefilled),
	);
}

/** Places that an earlier run has claimed and that are there now, as {@link claimKey} writes them, with their devices. */
export async function claimedNodes(tools: HandlerTools): Promise<ReadonlyMap<string, string>> {
	const { plan, devices } = tools;
	const claimed = new Map<string, string>();
	for (const place of plan.actions.flatMap((action) => claimedPlaces(action, plan))) {
		if ((place.kind !== 'device' || (await devices.isThere(place.path))) && (await isClaimed(place, tools))) {
			claimed.set(claimKey(place), await devices.nodeOf(place));
		}
	}
	return claimed;
}

function claimText({ digest }: StoragePlan): Buffer {
	const text = Buffer.alloc(CLAIM_BYTES);
	text.write(`${CLAIM_WORD}${digest}\n`);
	return text;
}
