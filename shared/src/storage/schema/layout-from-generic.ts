import { diagnose } from '../../graph/diagnostic-codes.js';
import { type Diagnostic, hasErrors } from '../../model/diagnostic.js';
import type { DiskInventory, StorageInventory } from '../inventory.js';
import { layoutItemId } from '../layout-draft.js';
import { validateLayout } from '../validate-layout.js';
import { addGenericDisk } from './generic-disks.js';
import { GenericDraft } from './generic-draft.js';
import { addGenericGroups, type KnownGroupSizes } from './generic-groups.js';
import { addGenericRaids } from './generic-raids.js';
import {
	type GenericDisk,
	type GenericDocument,
	type GenericLogicalVolume,
	type GenericVolume,
	genericSchema,
} from './generic-schema.js';
import type { LayoutResult } from './layout-result.js';
import { matchGenericDisk } from './match-generic-disk.js';
import { readSchema } from './read-schema.js';
import { repeatedItems } from './repeated-items.js';

/**
 * Lays out the disks of a machine as a document of the generic driver asks (reference a.4, b.3, b.8). Sizes are rounded up
 * to 1 MiB, and partitions follow each other without gaps.
 * @param known sizes of volume groups that stay as they are
 */
export function layoutFromGeneric(
	written: unknown,
	machine: StorageInventory,
	known: KnownGroupSizes = new Map(),
): LayoutResult {
	const read = readSchema(genericSchema, written);
	if ('diagnostics' in read) {
		return { layout: undefined, diagnostics: read.diagnostics };
	}
	const document = read.value;
	const draft = new GenericDraft(document, machine);
	draft.findings.push(...checkDocument(document));
	for (const [disk, machineDisk, path] of matchDisks(document, draft)) {
		addGenericDisk(disk, { draft, disk: machineDisk, path });
	}
	addGenericRaids(draft);
	addGenericGroups(document, draft, known);
	addImages(document, draft);
	const kernelParameters = document.deploy_data?.kernel_params ?? '';
	const layout = draft.finish({ firmware: machine.firmware, kernelParameters, configDriveId: '' });
	const found = draft.findings;
	// What a group that is there already has room for is not told by its physical volumes.
	const sized = new Set(layout.volumeGroups.filter(({ name }) => known.has(name)).map(({ id }) => draft.paths.get(id)));
	const checked = validateLayout(layout, draft).filter(({ code, path }) => {
		return code !== 'GROUP_TOO_SMALL' || !sized.has(path ?? '');
	});
	const diagnostics = [...found, ...(hasErrors(found) ? checked.filter(({ code }) => isOwnProblem(code)) : checked)];
	return { layout: hasErrors(diagnostics) ? undefined : layout, diagnostics };
}

/** Problems that do not come from others: what could not be placed is referred to, and lacks room. */
function isOwnProblem(code: string): boolean {
	return code === 'FIELD_INVALID' || code === 'NAME_DUPLICATE' || code.startsWith('MOUNT_');
}

/** What the shape alone does not tell. */
function checkDocument({ partitions, images }: GenericDocument): readonly Diagnostic[] {
	const repeated = partitions.flatMap((device, index) => {
		const volumes: readonly (GenericVolume | GenericLogicalVolume)[] = device.volumes;
		const place = (position: number, field: string) => ({ path: `partitions[${index}].volumes[${position}].${field}` });
		const rests = placesOf(volumes, (volume) => 'size' in volume && volume.size.kind === 'remaining');
		const boots = placesOf(volumes, ({ type }) => type === 'boot');
		return [
			...rests.slice(1).map((position) => {
				return diagnose('FIELD_INVALID', 'Only one volume can have what remains', place(position, 'size'));
			}),
			...boots.slice(1).map((position) => {
				return diagnose('FIELD_INVALID', 'A disk has at most one volume of type boot', place(position, 'type'));
			}),
		];
	});
	const names = images.map(({ name }) => name);
	const twins = names.flatMap((name, index) => {
		const path = `images[${index}].name`;
		return names.indexOf(name) === index ? [] : [diagnose('NAME_DUPLICATE', `There are two images ${name}`, { path })];
	});
	const disks = repeatedItems(partitions).filter((index) => partitions[index]?.type === 'disk');
	const twinDisks = disks.map((index) => {
		return diagnose('NAME_DUPLICATE', 'The disk is there twice', { path: `partitions[${index}]` });
	});
	return [...repeated, ...twins, ...twinDisks];
}

function placesOf<Item>(items: readonly Item[], isMeant: (item: Item) => boolean): readonly number[] {
	return items.flatMap((item, index) => (isMeant(item) ? [index] : []));
}

/** The disks of a document, each with the one of the machine that it means. */
function matchDisks(
	{ partitions }: GenericDocument,
	{ machine, findings }: GenericDraft,
): readonly (readonly [GenericDisk, DiskInventory, string])[] {
	const taken = new Set<DiskInventory>();
	const repeated = new Set(repeatedItems(partitions));
	return partitions.flatMap((device, index) => {
		if (device.type !== 'disk' || repeated.has(index)) {
			return [];
		}
		const path = `partitions[${index}]`;
		const [found, ...others] = matchGenericDisk(device, machine.disks);
		const named = `${device.id.type} ${device.id.value.slice(0, 128)}`;
		if (found === undefined) {
			const known = machine.disks.map((disk) => disk.device).slice(0, 16);
			const hint = `The machine has ${known.length === 0 ? 'no disks' : known.join(', ')}.`;
			findings.push(diagnose('DISK_NOT_FOUND', `No disk of the machine is ${named}`, { path: `${path}.id`, hint }));
			return [];
		}
		if (others.length > 0 || taken.has(found)) {
			const reason = taken.has(found) ? `${found.device}, as another entry does` : `${others.length + 1} disks`;
			findings.push(diagnose('DISK_AMBIGUOUS', `${named} means ${reason}`, { path: `${path}.id` }));
			return [];
		}
		taken.add(found);
		return [[device, found, path] as const];
	});
}

/** Images go to file systems of their own system. Under verify none is written (reference b.8). */
function addImages({ images, partitions, partitions_policy: policy }: GenericDocument, draft: GenericDraft): void {
	if (policy === 'verify') {
		return;
	}
	const volumes = partitions.flatMap((device): readonly (GenericVolume | GenericLogicalVolume)[] => device.volumes);
	const mounts = new Set(volumes.flatMap((volume) => ('mount' in volume ? [volume.mount] : [])));
	const isComplete = !hasErrors(draft.findings);
	for (const [index, { name, image_pull_url: uri, target }] of images.entries()) {
		const path = `images[${index}]`;
		const fileSystem = draft.fileSystems.find(({ mount, systemIds }) => {
			return mount === target && (systemIds.length === 0 || systemIds.includes(name));
		});
		if (fileSystem === undefined && mounts.has(target) && !isComplete) {
			// It could not be made, which is told of it.
			continue;
		}
		if (fileSystem === undefined) {
			const message = `The image ${name} has no file system of its own mounted at ${target}`;
			draft.findings.push(diagnose('IMAGE_WITHOUT_TARGET', message, { path: `${path}.target` }));
			continue;
		}
		if (fileSystem.preserve !== 'clean') {
			const message = `The image ${name} is not written: what is at ${target} is kept`;
			draft.findings.push(diagnose('FIELD_WITHOUT_EFFECT', message, { path }));
			continue;
		}
		const id = layoutItemId('image', name);
		const content = { uri, format: 'raw', compression: 'none', sizeBytes: 0, checksums: {}, systemId: name } as const;
		draft.add(draft.images, { id, targetId: fileSystem.id, ...content }, path);
	}
}
