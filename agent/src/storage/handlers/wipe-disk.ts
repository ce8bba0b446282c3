import type { DiskRegion } from '@stoker/shared/storage/storage-action.js';
import { zeroDevice } from '../../system/block-device.js';
import { claim, isClaimed } from '../claim.js';
import { endsOf } from '../clear-place.js';
import { probe } from '../signatures.js';
import type { ActionHandler, ActionOfKind, HandlerTools } from '../storage-tools.js';
import { strayedSignatures } from '../strayed-signatures.js';
import { requireUnused } from '../users.js';

type WipeDisk = ActionOfKind<'wipe_disk'>;

/** Partitions go first and the table last: while it is there, everybody sees what is still to be wiped. */
export const wipeDisk: ActionHandler<'wipe_disk'> = {
	async isDone(action, tools) {
		if (isEmptied(action, tools)) {
			return isClaimed({ kind: 'disk', itemId: action.disk.id, disk: action.disk }, tools);
		}
		return (await isBlank(action, tools)) && (await strayed(action, tools)).length === 0;
	},

	async run(action, tools) {
		const { disk, regions, isTableWiped } = action;
		const { devices, run, signal, write } = tools;
		const node = await devices.diskNode(disk);
		await requireUnused([node, ...(await devices.partitionNodes(disk, regions))]);
		const whole = { startBytes: 0, sizeBytes: disk.sizeBytes };
		for (const region of isTableWiped ? [...regions, whole] : regions) {
			const { startBytes, sizeBytes } = region;
			write(`zeros over the ends of ${startBytes}+${sizeBytes} of ${node}\n`);
			for (const end of endsOf(region)) {
				await zeroDevice(node, end, signal);
			}
		}
		for (const { offsetBytes } of await strayed(action, tools)) {
			await run('wipefs', ['--force', '--offset', String(offsetBytes), node]);
		}
		if (isTableWiped) {
			await devices.tellKernel(disk);
		}
		if (isEmptied(action, tools)) {
			await claim({ kind: 'disk', itemId: disk.id, disk }, tools);
		}
	},
};

function isEmptied({ disk }: WipeDisk, { plan }: HandlerTools): boolean {
	return plan.disks.some((planned) => planned.disk.id === disk.id && planned.change === 'emptied');
}

/** Whether nothing is recognised any more where the action wipes. */
async function isBlank({ disk, regions, isTableWiped }: WipeDisk, { devices, run }: HandlerTools): Promise<boolean> {
	const node = await devices.diskNode(disk);
	for (const region of regions) {
		if ((await probe(node, run, region)) !== undefined) {
			return false;
		}
	}
	return !isTableWiped || (await devices.tableOf(disk)) === undefined;
}

/** Signatures of the disk itself that lie neither in a table that stays nor in what is kept. */
async function strayed({ disk, isTableWiped }: WipeDisk, { devices, plan, run }: HandlerTools) {
	const node = await devices.diskNode(disk);
	const rows = plan.disks.find((planned) => planned.disk.id === disk.id)?.partitions ?? [];
	const kept: readonly DiskRegion[] = isTableWiped ? [] : rows.filter(({ isKept }) => isKept);
	return strayedSignatures(await run('wipefs', ['--json', node], { isQuiet: true }), { kept, isTableWiped });
}
