import { formatBytes } from '../picture/disks/format-bytes.js';
import type { DiskLoss, LostItem } from './storage-plan.js';

/** For example `/dev/sda (serial S1): 20 GiB`. */
export function describeLostDisk({ device, serial, wwn, bytes }: Omit<DiskLoss, 'items' | 'model'>): string {
	return `${device} (${serial === '' ? `WWN ${wwn}` : `serial ${serial}`}): ${formatBytes(bytes)}`;
}

/** For example `partition 2 root: 20 GiB, ext4 "root", used by /`. */
export function describeLostItem({ number, name, sizeBytes, signatures, holders }: LostItem): string {
	const what = number === 0 ? name || 'the disk itself' : `partition ${number}${name === '' ? '' : ` ${name}`}`;
	const found = signatures.map(({ type, label }) => (label === '' ? type : `${type} "${label}"`));
	const used = holders.length === 0 ? [] : [`used by ${holders.join(', ')}`];
	const details = [sizeBytes === 0 ? '' : formatBytes(sizeBytes), ...found, ...used].filter((word) => word !== '');
	return `${what}: ${details.join(', ')}`;
}
