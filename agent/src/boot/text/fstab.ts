import type { MountedFileSystem } from '@stoker/shared/storage/storage-action.js';
import { withMarkedBlock } from './marked-block.js';

/** A file system as fstab names it: its UUID is known by now. */
export type FstabRow = Pick<MountedFileSystem, 'uuid' | 'type' | 'mount' | 'fstab'>;

/** Mount points of EFI system partitions. */
const ESP_MOUNTS = ['/boot/efi', '/efi', '/boot'];
/**
 * A machine boots without these: one disk of a mirror may be gone, and with it one copy. The boot waits for none of them, and
 * a slow machine needs more than 5 seconds to find its volumes.
 */
const NOT_NEEDED = 'nofail,x-systemd.device-timeout=30s';
const LOCAL_SOURCE = /^(?:UUID|LABEL|PARTUUID|PARTLABEL|ID)=|^\/dev\//;

/**
 * The fstab of an installed system: everything by UUID, mounts from above. Lines of before that name local disks, or one
 * of our mount points, become comments; those of network and memory file systems stay.
 */
export function fstabText(present: string, rows: readonly FstabRow[]): string {
	const ordered = rows.toSorted((a, b) => depth(a.mount) - depth(b.mount) || (a.mount < b.mount ? -1 : 1));
	const mounts = new Set(rows.map(({ mount }) => mount));
	return withMarkedBlock(present, ordered.map(fstabLine), (line) => {
		const [source = '', mount = ''] = line.trim().split(/\s+/);
		return LOCAL_SOURCE.test(source) || mounts.has(unescapeField(mount));
	});
}

function fstabLine({ uuid, type, mount, fstab }: FstabRow): string {
	const isSwap = type === 'swap';
	const isEsp = type === 'vfat' && ESP_MOUNTS.includes(mount);
	const options = [
		fstab.options === '' ? 'defaults' : fstab.options,
		...(isEsp && !fstab.options.includes('mask=') ? ['umask=0077'] : []),
		...((isSwap || isEsp) && !fstab.options.split(',').includes('nofail') ? [NOT_NEEDED] : []),
	].join(',');
	const fields = [`UUID=${uuid}`, isSwap ? 'none' : escapeField(mount), type, options, 0, fstab.passNumber];
	return `${fstab.isEnabled ? '' : '#'}${fields.join(' ')}`;
}

/** Swap comes last. */
function depth(mount: string): number {
	if (mount === 'swap') {
		return Number.MAX_SAFE_INTEGER;
	}
	return mount.split('/').filter(Boolean).length;
}

/** White space ends a field: it is written in octal. */
function escapeField(text: string): string {
	return text.replace(/[\s\\#]/g, (found) => `\\${found.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

function unescapeField(text: string): string {
	return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
