import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import { MEBIBYTE } from '../disk-space.js';
import type { DiskInventory, HolderContent } from '../inventory.js';
import { itemSizeBytes } from '../item-size.js';
import type { FileSystemType, LayoutFileSystem, LayoutImage } from '../layout.js';
import { indexLayout, type LayoutIndex } from '../layout-index.js';
import type { StorageAction } from '../storage-action.js';
import { showMebibytes } from '../validate/checked-layout.js';
import { allHolders, holdersOf } from './current-content.js';
import { isTree, type MakingInput } from './made-items.js';
import { describeDisk } from './select-disks.js';

/** Below these mkfs gives up; the others can be made in the smallest partition. */
const LEAST_BYTES: Readonly<Partial<Record<FileSystemType, number>>> = {
	xfs: 300 * MEBIBYTE,
	btrfs: 109 * MEBIBYTE,
};
/** Of these the size that is told is that of what they unpack to, and not of a file system. */
const UNSIZED: ReadonlySet<LayoutImage['format']> = new Set(['qcow2', 'tar', 'squashfs']);
const FETCHED = /^(?:https?|file):\S+$/;
const DIGEST_LENGTHS = { md5: 32, sha256: 64, sha512: 128 } as const;

export interface Making {
	readonly made: ReadonlySet<LayoutItemId>;
	readonly actions: readonly StorageAction[];
	readonly allDisks: readonly DiskInventory[];
}

/** Why tools could not make what is to be made: told before anything is lost by trying. */
export function makingProblems(input: MakingInput, { made, actions, allDisks }: Making): readonly Diagnostic[] {
	const items = indexLayout(input.graph.layout);
	const written = actions.flatMap((action) => (action.kind === 'write_image' ? [action.image.id] : []));
	return [
		...roomProblems(input, made, items),
		...imageProblems(input, new Set(written), items),
		...nameProblems(input, made, allDisks),
		...loaderProblems(input, actions),
	];
}

function roomProblems(
	{ graph: { layout } }: MakingInput,
	made: ReadonlySet<LayoutItemId>,
	items: LayoutIndex,
): readonly Diagnostic[] {
	const brought = new Set(layout.images.filter((image) => !isTree(image)).map(({ targetId }) => targetId));
	const volumes = [...layout.raids, ...layout.encryptions].map(({ id }) => id);
	const empty = volumes.filter((id) => made.has(id) && itemSizeBytes(items, id) === 0);
	return [
		...empty.map((id) => {
			return diagnose('VOLUME_TOO_SMALL', `${id} would hold nothing: what it lies on is too small for it`);
		}),
		...layout.fileSystems
			.filter(({ id, onId }) => made.has(id) && !brought.has(id) && !empty.includes(onId))
			.flatMap((fileSystem) => tooSmall(fileSystem, itemSizeBytes(items, fileSystem.onId))),
	];
}

/** Options may ask for smaller ones. */
function tooSmall({ id, type, options, mount }: LayoutFileSystem, room: number): readonly Diagnostic[] {
	const least = LEAST_BYTES[type] ?? 0;
	if (room >= least || options !== '') {
		return [];
	}
	const what = mount === '' ? id : `${id} (${mount})`;
	const message = `${what} has ${Math.floor(room / MEBIBYTE)} MiB; a file system of type ${type} needs ${showMebibytes(least)}`;
	return [diagnose('VOLUME_TOO_SMALL', message, { hint: `Make it ${showMebibytes(least - room)} larger, or ext4.` })];
}

function imageProblems(
	{ graph: { layout } }: MakingInput,
	written: ReadonlySet<LayoutItemId>,
	items: LayoutIndex,
): readonly Diagnostic[] {
	const rooms = new Map(layout.fileSystems.map(({ id, onId }) => [id, itemSizeBytes(items, onId)]));
	return layout.images
		.filter(({ id }) => written.has(id))
		.flatMap(({ id, uri, format, sizeBytes, checksums, targetId }) => {
			const room = rooms.get(targetId) ?? itemSizeBytes(items, targetId);
			const wrong = Object.entries(DIGEST_LENGTHS).filter(([name, length]) => {
				const sum = checksums[name as keyof typeof DIGEST_LENGTHS];
				return sum !== undefined && (sum.length !== length || !/^[0-9a-f]+$/.test(sum));
			});
			return [
				...(FETCHED.test(uri)
					? []
					: [`${id} is at "${uri.slice(0, 128)}", which is no address that begins with http:, https: or file:`]),
				...(!UNSIZED.has(format) && sizeBytes > room
					? [`${id} is ${showMebibytes(sizeBytes - room)} larger than what it is written to`]
					: []),
				...wrong.map(([name, length]) => `${id} has a checksum ${name} that is not ${length} hexadecimal digits`),
			];
		})
		.map((message) => diagnose('IMAGE_INVALID', message));
}

/** Arrays, groups and mapped devices get names that the machine must have to give. */
function nameProblems(
	{ graph: { layout }, places, states }: MakingInput,
	made: ReadonlySet<LayoutItemId>,
	allDisks: readonly DiskInventory[],
): readonly Diagnostic[] {
	const planned = new Set(states.map(({ disk }) => disk));
	const taken = new Map(
		allDisks
			.filter((disk) => !planned.has(disk))
			.flatMap((disk) =>
				allHolders(holdersOf(disk.content)).flatMap((holder) =>
					namesOf(holder).map((name) => [name, describeDisk(disk)] as const),
				),
			),
	);
	const wanted = [
		...[...layout.raids, ...layout.encryptions, ...layout.caches]
			.filter(({ id }) => made.has(id))
			.map(({ id }) => {
				const place = places.placeOf(id);
				return place.kind === 'device' ? place.path : '';
			}),
		...layout.volumeGroups.filter(({ id }) => made.has(id)).map(({ name }) => groupWords(name)),
	];
	return wanted.flatMap((name) => {
		const where = taken.get(name);
		return where === undefined
			? []
			: [diagnose('NAME_IN_USE', `There is ${name} on ${where} already, which the layout does not name`)];
	});
}

function namesOf({ kind, name }: HolderContent): readonly string[] {
	if (kind === 'mount' || kind === 'swap') {
		return [];
	}
	// Hyphens of names are doubled; the one between group and volume is not.
	const group = kind === 'lvm' ? /^\/dev\/mapper\/((?:[^-]|--)+)-(?!-)/.exec(name)?.[1] : undefined;
	return [name, ...(group === undefined ? [] : [groupWords(group.replaceAll('--', '-'))])];
}

function groupWords(name: string): string {
	return `the volume group ${name}`;
}

/** GRUB needs a place of its own on each disk that a BIOS starts from, and on one that UEFI does. */
function loaderProblems({ states }: MakingInput, actions: readonly StorageAction[]): readonly Diagnostic[] {
	const kinds = new Set(actions.map(({ kind }) => kind));
	if (kinds.has('write_fstab') && !kinds.has('install_boot_loader')) {
		return [diagnose('BOOT_DISK_MISSING', 'A system is installed, and no disk is one to boot from')];
	}
	return actions.flatMap((action) => {
		if (action.kind !== 'install_boot_loader') {
			return [];
		}
		const hint = `Add a partition of purpose ${action.firmware === 'uefi' ? 'esp' : 'bios_boot'}.`;
		if (action.firmware === 'uefi') {
			const message = 'The machine starts by UEFI, and no disk to boot from has an EFI system partition';
			return action.efiPartitions.length > 0 ? [] : [diagnose('BOOT_LOADER_NO_ROOM', message, { hint })];
		}
		const wanted = new Set(action.disks.map(({ id }) => id));
		return states
			.filter(({ layoutDisk, rows }) => {
				const hasRoom = layoutDisk.table === 'msdos' || rows.some(({ purpose }) => purpose === 'bios_boot');
				return wanted.has(layoutDisk.id) && !hasRoom;
			})
			.map(({ disk }) => {
				const message = `The machine starts by a BIOS, and ${describeDisk(disk)} has no room for its loader`;
				return diagnose('BOOT_LOADER_NO_ROOM', message, { hint });
			});
	});
}
