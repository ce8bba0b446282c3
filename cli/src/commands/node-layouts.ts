import type { NodeLayoutView, VolumeDiskView } from '@stoker/shared/model/storage-views.js';
import type { NodeValues } from '../arguments/node.js';
import type { StorageClearValues, StorageEditValues, StorageSetValues } from '../arguments/storage.js';
import { readText } from '../system/task-sources.js';
import { NODE_LAYOUT_DETAILS } from '../views/node-layout-view.js';
import { CliError } from './cli-error.js';
import type { Run } from './command-context.js';
import { confirmYes, requireAnswerable } from './confirm.js';
import { EXIT } from './exit-codes.js';

export const showNodeLayout: Run<NodeValues> = async ({ node }, context) => {
	const client = await context.connect();
	await context.printer.item(NODE_LAYOUT_DETAILS, await client.storage.layout(node));
	return EXIT.ok;
};

export const setNodeLayout: Run<StorageSetValues> = async (values, context) => {
	const { node, file, schemaFormat, expectedVersion } = values;
	const schema = await readText(file);
	const client = await context.connect();
	const layout = await client.storage.setLayout(node, schema, schemaFormat, expectedVersion);
	await context.printer.item(NODE_LAYOUT_DETAILS, layout);
	await context.say(`What it would do: stoker storage plan ${layout.nodeName}`);
	return EXIT.ok;
};

export const clearNodeLayout: Run<StorageClearValues> = async ({ node, isConfirmed, expectedVersion }, context) => {
	requireAnswerable(isConfirmed, context, 'storage clear');
	if (!isConfirmed) {
		await confirmYes(`Take the schema and the edits of ${node} away?`, context);
	}
	const client = await context.connect();
	await context.printer.item(NODE_LAYOUT_DETAILS, await client.storage.clearLayout(node, expectedVersion));
	return EXIT.ok;
};

export const editNodeVolumes: Run<StorageEditValues> = async (values, context) => {
	const client = await context.connect();
	const shown = await client.storage.layout(values.node);
	const disks = editedDisks(shown, values);
	const layout = await client.storage.editVolumes(values.node, disks, values.expectedVersion || shown.version);
	await context.printer.item(NODE_LAYOUT_DETAILS, layout);
	return EXIT.ok;
};

/** The disks as they shall be. Throws LAYOUT_PART_UNKNOWN for what the node does not have. */
function editedDisks({ disks, nodeName }: NodeLayoutView, values: StorageEditValues): readonly VolumeDiskView[] {
	const { sizes, kept, notKept, bootDisk } = values;
	const isDisk = (disk: VolumeDiskView, wanted: string) => disk.id === wanted || disk.name === wanted;
	const volumes = new Set(disks.flatMap((disk) => disk.volumes.map(({ name }) => name)));
	const unknown = [
		...sizes
			.filter(
				({ disk, volume }) =>
					!disks.some((one) => isDisk(one, disk) && one.volumes.some(({ name }) => name === volume)),
			)
			.map(({ disk, volume }) => `${disk}/${volume}`),
		...[...kept, ...notKept].filter((name) => !volumes.has(name)),
		...(bootDisk === undefined || disks.some((disk) => isDisk(disk, bootDisk)) ? [] : [bootDisk]),
	];
	if (disks.length > 0 && unknown.length > 0) {
		throw new CliError('LAYOUT_PART_UNKNOWN', `Node ${nodeName} has no ${unknown.join(', ')} to edit.`);
	}
	return disks.map((disk) => ({
		...disk,
		isBootable: bootDisk === undefined ? disk.isBootable : isDisk(disk, bootDisk),
		volumes: disk.volumes.map((volume) => ({
			name: volume.name,
			sizeMib: sizes.find((one) => one.volume === volume.name && isDisk(disk, one.disk))?.sizeMib ?? volume.sizeMib,
			isKept: kept.includes(volume.name) || (volume.isKept && !notKept.includes(volume.name)),
		})),
	}));
}
