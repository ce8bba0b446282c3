import { logicalVolumeDevice } from '@stoker/shared/storage/device-names.js';
import { StorageFailure } from '../../system/storage-failure.js';
import { sysFiles } from '../../system/sys-files.js';
import { clearPlace } from '../clear-place.js';
import { plainIdentifier } from '../own-identifiers.js';
import { type LvmRow, parseLvm } from '../parse-lvm.js';
import type { ActionHandler, ActionOfKind, HandlerTools } from '../storage-tools.js';

const REPORT = ['--reportformat', 'json', '--units', 'b', '--nosuffix'];

export const createPhysicalVolume: ActionHandler<'create_physical_volume'> = {
	async isDone({ on, uuid }, tools) {
		const node = await sysFiles.resolve(await tools.devices.nodeOf(on));
		const found = (await physicalVolumes(tools)).find((row) => row['pv_name'] === node);
		return plainIdentifier(found?.['pv_uuid'] ?? '') === plainIdentifier(uuid);
	},

	async run({ on, uuid, metadataSizeBytes, metadataCopies }, tools) {
		const node = await tools.devices.nodeOf(on);
		await clearPlace(node, tools);
		await tools.run('pvcreate', [
			...['--yes', '--uuid', uuid, '--norestorefile', '--zero', 'y', '--dataalignment', '1m'],
			...['--metadatasize', `${metadataSizeBytes}b`, '--pvmetadatacopies', String(metadataCopies), node],
		]);
	},
};

export const createVolumeGroup: ActionHandler<'create_volume_group'> = {
	async isDone(action, tools) {
		const members = (await physicalVolumes(tools)).filter((row) => row['vg_name'] === action.name);
		const found = members.map((row) => row['pv_name'] ?? '').toSorted();
		return found.length > 0 && found.join() === (await memberNodes(action, tools)).toSorted().join();
	},

	async run(action, tools) {
		const { name } = action;
		const nodes = await memberNodes(action, tools);
		await dropUnfinished(name, nodes, tools);
		await tools.run('vgcreate', ['--yes', name, ...nodes]);
		await tools.devices.settle();
	},
};

export const createLogicalVolume: ActionHandler<'create_logical_volume'> = {
	async isDone({ group, volume }, tools) {
		const found = await logicalVolume(group, volume.name, tools);
		return (
			found !== undefined &&
			isSize(volume.sizeBytes, found) &&
			(await tools.devices.isThere(logicalVolumeDevice(group, volume.name)))
		);
	},

	async run({ group, volume }, tools) {
		const { run, devices } = tools;
		const found = await logicalVolume(group, volume.name, tools);
		const path = `${group}/${volume.name}`;
		if (found !== undefined && isSize(volume.sizeBytes, found)) {
			await run('lvchange', ['--activate', 'y', path]);
		} else {
			if (found !== undefined) {
				// Looked up, so that a group of the same name on foreign disks stays.
				await devices.volumeNode(logicalVolumeDevice(group, volume.name));
				await run('lvremove', ['--yes', path]);
			}
			const size = ['--size', `${volume.sizeBytes}b`];
			await run('lvcreate', ['--yes', '--wipesignatures', 'y', '--zero', 'y', '--name', volume.name, ...size, group]);
		}
		await devices.settle();
	},
};

/** Each with its device as the kernel names it: LVM prefers links. */
async function physicalVolumes({ run }: HandlerTools): Promise<readonly LvmRow[]> {
	const rows = parseLvm(await run('pvs', [...REPORT, '--options', 'pv_name,pv_uuid,vg_name'], { isQuiet: true }));
	return Promise.all(rows.map(async (row) => ({ ...row, pv_name: await sysFiles.resolve(row['pv_name'] ?? '') })));
}

async function memberNodes(
	{ physicalVolumes: places }: ActionOfKind<'create_volume_group'>,
	{ devices }: HandlerTools,
): Promise<readonly string[]> {
	const nodes: string[] = [];
	for (const place of places) {
		nodes.push(await sysFiles.resolve(await devices.nodeOf(place)));
	}
	return nodes;
}

/**
 * A group that a run before began and did not finish has some of these volumes and nothing in it. Any other group of that
 * name is somebody's, and stays.
 */
async function dropUnfinished(name: string, nodes: readonly string[], tools: HandlerTools): Promise<void> {
	const { run } = tools;
	const members = (await physicalVolumes(tools)).filter((row) => row['vg_name'] === name);
	if (members.length === 0) {
		return;
	}
	const volumes = parseLvm(await run('lvs', [...REPORT, '--options', 'lv_name,vg_name'], { isQuiet: true }));
	const isOurs = members.every((row) => nodes.includes(row['pv_name'] ?? ''));
	if (!isOurs || volumes.some((row) => row['vg_name'] === name)) {
		const where = members.map((row) => row['pv_name']).join(', ');
		const message = `There is a volume group ${name} already, on ${where}`;
		throw new StorageFailure('DISK_CHANGED', message, { subject: { group: name } });
	}
	await run('vgreduce', ['--removemissing', '--force', name]);
	await run('vgremove', ['--yes', '--force', name]);
}

async function logicalVolume(group: string, name: string, { run }: HandlerTools): Promise<LvmRow | undefined> {
	const options = 'lv_name,vg_name,lv_size,vg_extent_size';
	const rows = parseLvm(await run('lvs', [...REPORT, '--options', options], { isQuiet: true }));
	return rows.find((row) => row['vg_name'] === group && row['lv_name'] === name);
}

/** A volume is made of whole extents. */
export function isSize(wantedBytes: number, row: LvmRow): boolean {
	const [sizeBytes, extentBytes] = [Number(row['lv_size']), Number(row['vg_extent_size'])];
	return sizeBytes >= wantedBytes && sizeBytes < wantedBytes + extentBytes;
}
