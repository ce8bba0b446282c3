import type { FileSystemType } from '@stoker/shared/storage/layout.js';

/** How one type of file system is made and looked at. */
interface FileSystemTool {
	/** Bytes of a label. */
	readonly longestLabel: number;
	/** Program and arguments; the device comes last. */
	make(identity: { readonly uuid: string; readonly label: string }): readonly string[];
	/** Gives it its last UUID where `make` cannot do so at the very end of its work; the device is a part of it. */
	readonly identify?: (uuid: string, node: string) => readonly string[];
	/** Looks for damage and never writes; undefined where there is nothing to look for. */
	readonly check: readonly string[] | undefined;
	/** Repeats what its journal holds, after a kill or a power cut. */
	readonly replay?: readonly string[];
}

function extended(type: 'ext2' | 'ext3' | 'ext4'): FileSystemTool {
	return {
		longestLabel: 16,
		make: ({ uuid, label }) => [`mkfs.${type}`, '-F', '-q', '-U', uuid, ...optional('-L', label)],
		check: ['e2fsck', '-f', '-n'],
		replay: ['e2fsck', '-p'],
	};
}

/**
 * The types that plans make. mkfs writes the superblock of all but vfat and btrfs last, so that a run that was cut off has
 * none; btrfs marks a half-made one itself, and vfat gets its identifier afterwards.
 */
export const FILE_SYSTEM_TOOLS: Readonly<Record<FileSystemType, FileSystemTool>> = {
	ext2: extended('ext2'),
	ext3: extended('ext3'),
	ext4: extended('ext4'),
	xfs: {
		longestLabel: 12,
		make: ({ uuid, label }) => ['mkfs.xfs', '-f', '-q', '-m', `uuid=${uuid}`, ...optional('-L', label)],
		check: ['xfs_repair', '-n'],
	},
	btrfs: {
		longestLabel: 255,
		make: ({ uuid, label }) => ['mkfs.btrfs', '-f', '-q', '-U', uuid, ...optional('-L', label)],
		check: ['btrfs', 'check', '--readonly'],
	},
	vfat: {
		longestLabel: 11,
		make: ({ label }) => ['mkfs.vfat', '-I', ...optional('-n', label)],
		identify: (uuid, node) => ['fatlabel', '-i', node, uuid.replace('-', '')],
		check: ['fsck.fat', '-n'],
	},
	swap: {
		longestLabel: 15,
		make: ({ uuid, label }) => ['mkswap', '-f', '-U', uuid, ...optional('-L', label)],
		check: undefined,
	},
};

function optional(flag: string, value: string): readonly string[] {
	return value === '' ? [] : [flag, value];
}

/** A label as the type can hold it: cut between characters; of vfat upper case, without what it does not allow. */
export function fittingLabel(type: FileSystemType, label: string): string {
	const allowed = type === 'vfat' ? label.toUpperCase().replaceAll(/[^A-Z0-9 !#$%&'()@^_`{}~-]/g, '_') : label;
	let fitting = '';
	for (const character of allowed) {
		if (Buffer.byteLength(fitting + character) > FILE_SYSTEM_TOOLS[type].longestLabel) {
			break;
		}
		fitting += character;
	}
	return fitting.trimEnd();
}
