import type { ActionDisk } from '@stoker/shared/storage/storage-action.js';
import type { HandlerTools } from '../storage/storage-tools.js';
import { readDevice } from '../system/block-device.js';
import { StorageFailure } from '../system/storage-failure.js';
import type { SystemTree } from '../system/system-tree.js';
import type { BootTargets, EfiTarget } from './boot-targets.js';
import { coreSector, isCoreStart } from './grub-embedding.js';
import { findGrub, type GrubPlatform, type GrubProgram, refuseWithoutGrub } from './grub-programs.js';
import { withFileSystem, withPart } from './mount-system.js';

/** Where every EFI system partition is put while its loader is written: not where the system has one, for it is mounted there. */
const ESP_FOLDER = '/mnt';
const REMOVABLE_LOADER = '/EFI/BOOT/BOOTX64.EFI';
/** A program for UEFI begins so. */
const EFI_WORD = 'MZ';
const TIMEOUT_MS = 5 * 60_000;

interface Installing {
	readonly tree: SystemTree;
	readonly tools: HandlerTools;
}

/** Which GRUB goes where. */
export interface ChosenGrub {
	readonly bios: GrubProgram | undefined;
	readonly efi: GrubProgram | undefined;
}

/** Throws where the firmware of the plan has no GRUB, or no room for it. */
export async function chooseGrub(
	tree: SystemTree,
	{ bios, efi, withoutRoom, required }: BootTargets,
): Promise<ChosenGrub> {
	const lacking = required === 'bios' ? withoutRoom.map(({ device }) => device) : efi.length === 0 ? ['the plan'] : [];
	if (lacking.length > 0) {
		const purpose = required === 'bios' ? 'bios_boot' : 'esp';
		const message = `There is no partition of purpose ${purpose} on ${lacking.join(', ')}`;
		throw new StorageFailure('BOOT_LOADER_NO_ROOM', message, { subject: { purpose } });
	}
	const choose = async (platform: GrubPlatform, isWanted: boolean, isRequired: boolean) => {
		const found = isWanted ? await findGrub(tree, platform) : undefined;
		return found === undefined && isRequired ? refuseWithoutGrub(platform) : found;
	};
	return {
		bios: await choose('i386-pc', bios.length > 0, required === 'bios'),
		efi: await choose('x86_64-efi', efi.length > 0, required === 'uefi'),
	};
}

/** Writes boot sector and core image of every disk. */
export async function installForBios(
	disks: readonly ActionDisk[],
	grub: GrubProgram,
	{ tree, tools }: Installing,
): Promise<void> {
	for (const disk of disks) {
		const node = await tools.devices.diskNode(disk);
		await runGrub(grub, ['--target=i386-pc', node], { tree, tools });
		// Boot sector and core image belong to no file system whose unmounting would write them out.
		await tools.run('blockdev', ['--flushbufs', node], { isQuiet: true });
	}
}

/** Writes a whole loader to every EFI system partition, under the name that each firmware tries by itself. */
export async function installForEfi(
	targets: readonly EfiTarget[],
	grub: GrubProgram,
	{ tree, tools }: Installing,
): Promise<void> {
	for (const { place } of targets) {
		await withPart({ on: place, type: 'vfat', mount: ESP_FOLDER }, { tree, tools }, () => {
			const folder = grub.owner === 'installed' ? ESP_FOLDER : `${tree.root}${ESP_FOLDER}`;
			const words = ['--target=x86_64-efi', `--efi-directory=${folder}`, '--removable', '--no-nvram'];
			return runGrub(grub, words, { tree, tools });
		});
	}
}

async function runGrub(
	{ owner, program }: GrubProgram,
	words: readonly string[],
	{ tree, tools }: Installing,
): Promise<void> {
	if (owner === 'installed') {
		// That of RHEL refuses UEFI, for it would start no signed loader; where its modules are, this one is wanted.
		const force = program === 'grub2-install' && words[0] === '--target=x86_64-efi' ? ['--force'] : [];
		await tools.run('chroot', [tree.root, program, ...force, ...words], { timeoutMs: TIMEOUT_MS });
	} else {
		tools.write(`The image has no GRUB for this firmware: that of the running system is installed.\n`);
		await tools.run(program, [`--boot-directory=${tree.root}/boot`, ...words], { timeoutMs: TIMEOUT_MS });
	}
}

/** Whether the boot sector of a disk leads to a core image that is there. */
export async function isBootable(disk: ActionDisk, { devices }: HandlerTools): Promise<boolean> {
	const node = await devices.diskNode(disk);
	const sector = coreSector(await readDevice(node, 0, 512));
	const offset = Number(sector ?? 0n) * disk.logicalSectorBytes;
	if (sector === undefined || offset === 0 || offset >= disk.sizeBytes) {
		return false;
	}
	return isCoreStart(await readDevice(node, offset, 512));
}

/** Whether an EFI system partition has a loader under the name that each firmware tries by itself. */
export async function hasEfiLoader({ place }: EfiTarget, tools: HandlerTools): Promise<boolean> {
	return withFileSystem({ on: place, type: 'vfat' }, 'read', tools, async (tree) => {
		return (await tree.readStart(REMOVABLE_LOADER, EFI_WORD.length)) === EFI_WORD;
	});
}
