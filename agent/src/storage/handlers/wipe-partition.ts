import { clearPlace } from '../clear-place.js';
import { ownIdentifiers, plainIdentifier } from '../own-identifiers.js';
import { signaturesOn } from '../signatures.js';
import type { ActionHandler } from '../storage-tools.js';

/** Done where nothing is recognised, or only what the plan itself made there afterwards. */
export const wipePartition: ActionHandler<'wipe_partition'> = {
	async isDone({ on }, { devices, plan, run }) {
		const own = ownIdentifiers(plan);
		const found = await signaturesOn(await devices.nodeOf(on), run);
		return found.every(({ uuid }) => own.has(plainIdentifier(uuid)));
	},

	async run({ on }, tools) {
		await clearPlace(await tools.devices.nodeOf(on), tools);
	},
};
