import { compareInventories } from '@stoker/shared/model/compare-inventories.js';
import type { InventoryRecordView } from '@stoker/shared/model/inventory.js';
import { disagreements } from '@stoker/shared/storage/match-disks.js';
import type { InventoryDiffValues, StorageMatchValues } from '../arguments/inventory.js';
import type { NodeValues } from '../arguments/node.js';
import { formatCount } from '../views/format.js';
import { INVENTORY_CHANGE_KIND, INVENTORY_RECORD_KIND, MATCHED_DISK_KIND } from '../views/inventory-view.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';

export const listNodeInventories: Run<NodeValues> = async ({ node }, context) => {
	const client = await context.connect();
	const count = await context.printer.list(INVENTORY_RECORD_KIND, await client.nodes.inventories(node));
	if (count === 0) {
		await context.say(`Node ${node} has not reported its hardware yet.`);
	}
	return EXIT.ok;
};

export const compareNodeInventories: Run<InventoryDiffValues> = async ({ node, from, to }, context) => {
	const client = await context.connect();
	const records = await client.nodes.inventories(node);
	const later = to ?? records[0]?.number;
	const earlier = from ?? (later === undefined ? undefined : numberBefore(records, later));
	if (later === undefined || earlier === undefined) {
		await context.printer.list(INVENTORY_CHANGE_KIND, []);
		await context.say(`Node ${node} has no earlier inventory to compare with.`);
		return EXIT.ok;
	}
	const [before, after] = await Promise.all([
		client.nodes.inventory(node, earlier),
		client.nodes.inventory(node, later),
	]);
	const changes = compareInventories(before, after);
	await context.printer.list(INVENTORY_CHANGE_KIND, changes);
	await context.say(`${formatCount(changes.length, 'change')} from inventory ${earlier} to ${later}.`);
	return EXIT.ok;
};

function numberBefore(records: readonly InventoryRecordView[], later: number): number | undefined {
	return records.find(({ number }) => number < later)?.number;
}

export const matchNodeDisks: Run<StorageMatchValues> = async ({ node, hints }, context) => {
	const client = await context.connect();
	const { inventory } = await client.nodes.get(node);
	const selector = { serial: '', wwn: '', links: [], name: '', scsiAddress: '', hints };
	const disks = (inventory?.disks ?? []).map((disk) => ({ disk, missed: disagreements(selector, disk) }));
	await context.printer.list(MATCHED_DISK_KIND, disks);
	const matched = disks.filter(({ missed }) => missed.length === 0);
	await context.say(
		inventory === undefined
			? `Node ${node} has not reported its hardware yet.`
			: `${formatCount(matched.length, 'disk')} of ${disks.length} ${matched.length === 1 ? 'matches' : 'match'}${matched.length === 1 ? '' : '; a layout needs hints that mean exactly one'}.`,
	);
	return EXIT.ok;
};
