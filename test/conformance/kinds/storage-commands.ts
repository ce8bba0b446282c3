import { createHash } from 'node:crypto';
import type { LayoutItemId } from '@stoker/shared/model/ids.js';
import type { DiskInventory, PartitionContent } from '@stoker/shared/storage/inventory.js';
import type { Layout } from '@stoker/shared/storage/layout.js';
import { planStorage } from '@stoker/shared/storage/plan/plan-storage.js';
import type { StorageAction } from '@stoker/shared/storage/storage-action.js';
import type { Case, Comparison } from '../case.js';
import { asSet, listOf, objectOf, textOf } from '../json.js';
import { layoutOfCase } from './storage-ks-spaces.js';
import { devicesOf } from './storage-old-form.js';

const MEBIBYTE = 1024 * 1024;
/** What tools of the old agent made; everything else looked, waited or wiped. */
const EFFECTS: readonly (readonly [RegExp, (found: readonly string[]) => string])[] = [
	[/^parted .*-s (\S+) mklabel gpt$/, ([, disk]) => `table ${disk}`],
	[/^mdadm --create --force (\S+) .*--raid-devices=\d+ (.*)$/, ([, array, members]) => `array ${array} of ${members}`],
	[/^pvcreate .* (\S+)$/, ([, device]) => `physical volume ${device}`],
	[/^vgcreate (\S+) (.*)$/, ([, group, devices]) => `group ${group} of ${devices}`],
	[/^lvcreate .*-L (\d+)m -n (\S+) (\S+)$/, ([, size, name, group]) => `volume ${group}/${name} of ${size}`],
	[/^mkfs\.(\S+) .*?(\S+)$/, ([, type, device]) => `${type} on ${device}`],
	[/^mkswap .*?(\S+)$/, ([, device]) => `swap on ${device}`],
];

/** Compares what a plan makes with what the old commands made; their words and their order are the old agent's own. */
export function answerCommands(given: Case): Comparison {
	const commands = listOf(objectOf(given['expected'])['commands']).map(textOf);
	const expected = asSet(commands.flatMap(effectOf));
	const decisions = ['actions-not-commands'];
	const { layout, machine, diagnostics } = layoutOfCase(objectOf(given['input']));
	if (layout === undefined) {
		return { expected, actual: diagnostics.map(({ code }) => code), decisions };
	}
	// What is to be kept is there already, as the layout has it.
	const disks = machine.disks.map((disk) => asKept(disk, layout));
	const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
	const { plan, diagnostics: problems } = planStorage({
		inventory: { ...machine, disks },
		layout,
		seed: 'case',
		consents: [],
		sha256,
	});
	const devices = devicesOf(layout);
	const made = plan?.actions.flatMap((action) => madeBy(action, devices)) ?? problems.map(({ code }) => code);
	return { expected, actual: asSet(made), decisions };
}

function effectOf(command: string): readonly string[] {
	for (const [pattern, name] of EFFECTS) {
		const found = pattern.exec(command);
		if (found !== null) {
			return [name(found)];
		}
	}
	return [];
}

function madeBy(action: StorageAction, devices: ReadonlyMap<LayoutItemId, string>): readonly string[] {
	const device = ({ itemId }: { readonly itemId: LayoutItemId }) => devices.get(itemId) ?? '';
	switch (action.kind) {
		case 'create_table':
			return [`table ${action.disk.device}`];
		case 'create_raid':
			return [`array /dev/${action.raid.name} of ${action.members.map(device).join(' ')}`];
		case 'create_physical_volume':
			return [`physical volume ${device(action.on)}`];
		case 'create_volume_group':
			return [`group ${action.name} of ${action.physicalVolumes.map(device).join(' ')}`];
		case 'create_logical_volume':
			return [`volume ${action.group}/${action.volume.name} of ${action.volume.sizeBytes / MEBIBYTE}`];
		case 'make_file_system':
			return [`${action.type} on ${device(action.on)}`];
		default:
			return [];
	}
}

function asKept(disk: DiskInventory, layout: Layout): DiskInventory {
	const planned = layout.disks.find(({ device }) => device === disk.device);
	if (planned?.preserve !== 'keep') {
		return disk;
	}
	const partitions = layout.partitions
		.filter(({ diskId }) => diskId === planned.id)
		.map(({ id, number, startBytes, sizeBytes, typeGuid, name, flags }) => {
			const place = { number, startBytes, sizeBytes, typeGuid, guid: `guid-${number}`, name, flags };
			return { ...place, ...contentOf(id, layout) };
		});
	const table = { label: 'gpt', guid: 'guid-of-disk', partitions } as const;
	return { ...disk, content: { ...disk.content, table } };
}

/** What the layout has on an item, as if it had been made before. */
function contentOf(id: LayoutItemId, layout: Layout): Pick<PartitionContent, 'signatures' | 'holders'> {
	const devices = devicesOf(layout);
	const volume = layout.physicalVolumes.find(({ onId }) => onId === id);
	const group = layout.volumeGroups.find(({ physicalVolumeIds }) =>
		physicalVolumeIds.some((one) => one === volume?.id),
	);
	const raid = layout.raids.find(({ memberIds }) => memberIds.includes(id));
	const fileSystem = layout.fileSystems.find(({ onId }) => onId === id);
	const held = [
		...(raid === undefined ? [] : [{ kind: 'md' as const, id: raid.id }]),
		...layout.logicalVolumes
			.filter(({ volumeGroupId }) => volumeGroupId === group?.id)
			.map((logical) => ({ kind: 'lvm' as const, id: logical.id })),
	];
	const type = volume === undefined ? (raid === undefined ? fileSystem?.type : 'linux_raid_member') : 'LVM2_member';
	return {
		signatures: type === undefined ? [] : [{ type, label: '', uuid: `uuid of ${id}` }],
		holders: held.map((one) => ({ kind: one.kind, name: devices.get(one.id) ?? '', ...contentOf(one.id, layout) })),
	};
}
