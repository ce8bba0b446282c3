import { diagnose } from '../../graph/diagnostic-codes.js';
import { hasErrors } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import { logicalVolumeDevice } from '../device-names.js';
import { MEBIBYTE } from '../disk-space.js';
import { passNumber } from '../file-system-defaults.js';
import type { StorageInventory } from '../inventory.js';
import { type LayoutBoot, type Preserve, RAID_LEVELS, type RaidLevel } from '../layout.js';
import { LayoutDraft, layoutItemId } from '../layout-draft.js';
import { spreadKeep } from '../spread-keep.js';
import { validateLayout } from '../validate-layout.js';
import { addImages, type WantedImage } from './add-images.js';
import { readFileSystemType } from './file-system-type.js';
import type { LayoutResult } from './layout-result.js';
import { nailgunSimpleSchema } from './nailgun-simple-schema.js';
import { readSchema } from './read-schema.js';
import { addSimpleDisks, findExisting, partitionsOf, type SimpleDraft } from './simple-partitions.js';

export interface SimpleOptions {
	/** The first agent counted in MiB, the second in bytes. */
	readonly unit: 'MiB' | 'bytes';
	/** By mount point. */
	readonly images: ReadonlyMap<string, WantedImage>;
	readonly kernelParameters: string;
}

/** What fields of the normal form are called in a scheme. */
const FIELD_NAMES = {
	'fileSystems.label': 'fs_label',
	'fileSystems.options': 'fs_options',
	'fileSystems.fstab.options': 'fstab_options',
	'partitions.number': 'count',
	'partitions.typeGuid': 'guid',
};

const LEVELS: Readonly<Record<string, RaidLevel>> = { mirror: 1, stripe: 0 };

/** Takes a static scheme (a.3) as it is: nothing is computed, every item must fit the others and the machine. */
export function layoutFromNailgunSimple(
	written: unknown,
	machine: StorageInventory,
	options: SimpleOptions,
): LayoutResult {
	const read = readSchema(nailgunSimpleSchema, written);
	if ('diagnostics' in read) {
		return { layout: undefined, diagnostics: read.diagnostics };
	}
	const simple: SimpleDraft = {
		draft: new LayoutDraft(FIELD_NAMES),
		machine,
		scheme: read.value,
		unitBytes: options.unit === 'MiB' ? MEBIBYTE : 1,
		byDevice: new Map(),
		existing: partitionsOf(machine),
		findings: [],
	};
	addSimpleDisks(simple);
	addRaids(simple);
	addVolumes(simple);
	addFileSystems(simple);
	const { draft, findings } = simple;
	findings.push(...addImages(draft, options.images));
	const configDriveId: LayoutBoot['configDriveId'] =
		draft.partitions.find(({ purpose }) => purpose === 'configdrive')?.id ?? '';
	const boot = { firmware: machine.firmware, kernelParameters: options.kernelParameters, configDriveId };
	const layout = spreadKeep(draft.finish(boot));
	findings.push(...validateLayout(layout, draft));
	return { layout: hasErrors(findings) ? undefined : layout, diagnostics: findings };
}

function preserveOf({ keep_data: isKept }: { readonly keep_data: boolean }): Preserve {
	return isKept ? 'keep' : 'clean';
}

/** Ids of what devices name; those that are nowhere become problems. */
function idsOf(simple: SimpleDraft, devices: readonly string[], path: string): readonly LayoutItemId[] {
	return devices.flatMap((device, index) => idOf(simple, device, `${path}[${index}]`) ?? []);
}

function idOf(simple: SimpleDraft, device: string, path: string): LayoutItemId | undefined {
	const id = findExisting(simple, device, path);
	if (id === undefined) {
		const message = `${device} is neither made by the scheme nor on the machine`;
		simple.findings.push(diagnose('REFERENCE_UNKNOWN', message, { path }));
	}
	return id;
}

function addRaids(simple: SimpleDraft): void {
	for (const [index, raid] of simple.scheme.mds.entries()) {
		const path = `mds[${index}]`;
		const level = LEVELS[raid.level] ?? RAID_LEVELS.find((known) => String(known) === raid.level.replace(/^raid/, ''));
		const memberIds = idsOf(simple, raid.devices, `${path}.devices`);
		const spareIds = idsOf(simple, raid.spares, `${path}.spares`);
		if (level === undefined) {
			const message = `${raid.name} is of level "${raid.level}", which is not known`;
			simple.findings.push(diagnose('RAID_INVALID', message, { path: `${path}.level` }));
			continue;
		}
		const { metadata } = raid;
		const name = raid.name.replace(/^\/dev\/(?:md\/)?/, '');
		const id = layoutItemId('raid', name);
		const made = { id, name, level, memberIds, spareIds, metadata, preserve: preserveOf(raid) };
		simple.draft.add(simple.draft.raids, made, path);
		simple.byDevice.set(raid.name, id);
	}
}

function addVolumes(simple: SimpleDraft): void {
	const { draft, scheme } = simple;
	const physical = new Map<string, LayoutItemId>();
	for (const [index, volume] of scheme.pvs.entries()) {
		const path = `pvs[${index}]`;
		const onId = idOf(simple, volume.name, `${path}.name`);
		if (onId !== undefined) {
			const id = layoutItemId('physical_volume', onId);
			const metadata = { metadataSizeBytes: volume.metadatasize * MEBIBYTE, metadataCopies: volume.metadatacopies };
			draft.add(draft.physicalVolumes, { id, onId, ...metadata, preserve: preserveOf(volume) }, path);
			physical.set(volume.name, id);
		}
	}
	for (const [index, group] of scheme.vgs.entries()) {
		const path = `vgs[${index}]`;
		const physicalVolumeIds = group.pvnames.flatMap((name, position) => {
			const id = physical.get(name);
			if (id === undefined) {
				const message = `${name} is no physical volume of the scheme`;
				simple.findings.push(diagnose('REFERENCE_UNKNOWN', message, { path: `${path}.pvnames[${position}]` }));
			}
			return id ?? [];
		});
		const id = layoutItemId('group', group.name);
		draft.add(draft.volumeGroups, { id, name: group.name, physicalVolumeIds, preserve: preserveOf(group) }, path);
	}
	for (const [index, volume] of scheme.lvs.entries()) {
		const { name, vgname, size } = volume;
		const id = layoutItemId('volume', vgname, name);
		const volumeGroupId = layoutItemId('group', vgname);
		const made = { id, volumeGroupId, name, sizeBytes: size * simple.unitBytes, preserve: preserveOf(volume) };
		draft.add(draft.logicalVolumes, made, `lvs[${index}]`);
		simple.byDevice.set(logicalVolumeDevice(vgname, name), id);
		simple.byDevice.set(`/dev/${vgname}/${name}`, id);
	}
}

function addFileSystems(simple: SimpleDraft): void {
	for (const [index, wanted] of simple.scheme.fss.entries()) {
		const path = `fss[${index}]`;
		const onId = idOf(simple, wanted.device, `${path}.device`);
		const type = readFileSystemType(wanted.fs_type, `${path}.fs_type`);
		if (typeof type === 'object') {
			simple.findings.push(type);
		}
		if (typeof type === 'object' || onId === undefined) {
			continue;
		}
		const mount = wanted.mount === 'none' ? '' : wanted.mount;
		const { fstab_enabled: isEnabled, fstab_options: options } = wanted;
		const id = layoutItemId('filesystem', onId);
		const made = {
			id,
			onId,
			type,
			label: wanted.fs_label,
			options: wanted.fs_options,
			mount,
			fstab: { isEnabled, options, passNumber: passNumber(type, mount) },
			systemIds: wanted.os_id,
			preserve: preserveOf(wanted),
		};
		simple.draft.add(simple.draft.fileSystems, made, path);
	}
}
