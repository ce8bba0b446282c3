import { compareInventories } from '@stoker/shared/model/compare-inventories.js';
import { disagreements } from '@stoker/shared/storage/match-disks.js';
import type { InventoryDiffValues, StorageMatchValues } from '../arguments/inventory.js';
import type { NodeValues } from '../arguments/node.js';
import { formatCount } from '../views/format.js';
import { INVENTORY_CHANGE_KIND, INVENTORY_RECORD_KIND, MATCHED_DISK_KIND } from '../views/inventory-view.js';
import { CliError } from './cli-error.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';

export const listNodeInventories: Run<NodeValues> = async ({ node }, context) => {
	const client = await context.connect();
	const count = await context.printer.list(INVENTORY_RECORD_KIND, await client.nodes.inventories(node));
	if (count === 0) {
		await context.say(`Node ${node} has not told of its hardware yet.`);
	}
	return EXIT.ok;
};

export const compareNodeInventories: Run<InventoryDiffValues> = async ({ node, from, to }, context) => {
	const client = await context.connect();
	const records = await client.nodes.inventories(node);
	const newest = records[0]?.number;
	const later = to ?? newest;
	const earlier = from ?? records.find(({ number }) => later !== undefined && number < later)?.number;
	if (later === undefined || earlier === undefined || earlier === later) {
		// A number that there is not is refused by name; where there is none at all, nothing was asked for.
		await Promise.all([from ?? [], to ?? []].flat().map((number) => client.nodes.inventory(node, number)));
		await context.printer.list(INVENTORY_CHANGE_KIND, []);
		await context.say(nothingToCompare(node, newest, earlier ?? later));
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

function countMatches(matched: number, all: number): string {
	if (matched === 1) {
		return `1 disk of ${all} matches.`;
	}
	const [found, next] =
		matched === 0
			? [`None of ${formatCount(all, 'disk')} matches`, 'ask for less']
			: [`${matched} disks of ${all} match`, 'add some'];
	return `${found}; a layout needs hints that mean exactly one: ${next}.`;
}

function nothingToCompare(node: string, newest: number | undefined, one: number | undefined): string {
	if (newest === undefined) {
		return `Node ${node} has not told of its hardware yet.`;
	}
	return one === newest && newest > 1
		? `Inventory ${newest} of node ${node} is the newest: nothing has changed since.`
		: `Inventory ${one ?? newest} of node ${node} is the first that is kept: there is no earlier one to compare with.`;
}

export const matchNodeDisks: Run<StorageMatchValues> = async ({ node, hints }, context) => {
	const client = await context.connect();
	const { inventory, node: found } = await client.nodes.get(node);
	if (inventory === undefined) {
		throw new CliError('NODE_WITHOUT_INVENTORY', `Node ${found.name} has not told of its hardware yet.`);
	}
	const selector = { serial: '', wwn: '', links: [], name: '', scsiAddress: '', hints };
	const disks = inventory.disks.map((disk) => ({ disk, missed: disagreements(selector, disk) }));
	const matched = disks.filter(({ missed }) => missed.length === 0);
	// Names are for programs, which ask what is meant.
	await context.printer.list(MATCHED_DISK_KIND, context.options.output === 'name' ? matched : disks);
	await context.say(countMatches(matched.length, disks.length));
	return EXIT.ok;
};
