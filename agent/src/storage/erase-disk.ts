import type { EraseMethod } from '@stoker/shared/storage/erase-order.js';
import type { DiskInventory } from '@stoker/shared/storage/inventory.js';
import { zeroDevice } from '../system/block-device.js';
import type { RunTool } from '../system/run-tool.js';
import { StorageFailure } from '../system/storage-failure.js';
import { type AtaSecurity, ataProblem, parseAtaSecurity } from './ata-security.js';
import { endsOf } from './clear-place.js';
import { kernelPartitions } from './kernel-partitions.js';
import { nvmeEraseSetting } from './nvme-erase.js';
import type { KernelPartition } from './partition-changes.js';
import { signaturesOn } from './signatures.js';
import { subtractRegions } from './subtract-regions.js';
import { usersOf } from './users.js';

/** What erasing may use of the task it belongs to. */
export interface EraseTools {
	readonly run: RunTool;
	readonly signal: AbortSignal;
	readonly write: (text: string) => void;
}

type Erase = (disk: DiskInventory, tools: EraseTools) => Promise<void>;

const HOURS_MS = 60 * 60_000;
const LONGEST_MS = 48 * HOURS_MS;
/** Zeros are flushed and told of in pieces of this size. */
const PIECE_BYTES = 1024 ** 3;
/** Taken off by the erase itself. One that was cut off left it on, and the next one knows it. */
const ATA_PASSWORD = 'stoker';

const ERASES: { readonly [Method in EraseMethod]: Erase } = {
	metadata: async () => undefined,
	discard: async ({ device }, { run }) => {
		await run('blkdiscard', ['--force', device], { timeoutMs: LONGEST_MS });
	},
	zero: writeZeros,
	secure: (disk, tools) => (disk.name.startsWith('nvme') ? formatNvme(disk, tools) : eraseAta(disk, tools)),
};

/**
 * Erases a disk. Whatever the method, nothing is recognised on it afterwards: both ends of it and of its partitions are
 * overwritten, because what a disk shows after a discard is its own affair. Throws a {@link StorageFailure}.
 */
export async function eraseDisk(disk: DiskInventory, method: EraseMethod, tools: EraseTools): Promise<void> {
	const { device, sizeBytes } = disk;
	const { run, signal, write } = tools;
	write(`erase ${device} (${disk.serial || 'without a serial number'}): ${method}\n`);
	const partitions = await kernelPartitions(device, run);
	const used: KernelPartition[] = [];
	for (const partition of partitions) {
		if ((await usersOf(partition.node)).length > 0) {
			used.push(partition);
		}
	}
	await ERASES[method](disk, tools);
	const unused = partitions.filter((partition) => !used.includes(partition));
	// The running system goes on until it is started anew: what it has mounted is not torn from under it.
	const ends = [...unused, { startBytes: 0, sizeBytes }].flatMap(endsOf);
	for (const region of ends.flatMap((end) => subtractRegions(end, used))) {
		await zeroDevice(device, region, signal);
	}
	// What was written is looked at by udev, and a partition that somebody looks at does not go.
	await run('udevadm', ['settle', '--timeout=60'], { isQuiet: true });
	for (const { number } of device.startsWith('/dev/mapper/') ? [] : unused) {
		await run('delpart', [device, String(number)]);
	}
	const left = await signaturesOn(device, run);
	if (left.length > 0) {
		const message = `${device} still shows ${left.map(({ type }) => type).join(', ')} after it was erased`;
		throw new StorageFailure('STORAGE_NOT_VERIFIED', message, { subject: { device } });
	}
}

async function writeZeros({ device, sizeBytes }: DiskInventory, { signal, write }: EraseTools): Promise<void> {
	for (let startBytes = 0; startBytes < sizeBytes; startBytes += PIECE_BYTES) {
		await zeroDevice(device, { startBytes, sizeBytes: Math.min(PIECE_BYTES, sizeBytes - startBytes) }, signal);
		const doneBytes = Math.min(startBytes + PIECE_BYTES, sizeBytes);
		const percent = (bytes: number) => Math.floor((bytes / sizeBytes) * 100);
		if (percent(doneBytes) !== percent(startBytes)) {
			write(`${device}: ${percent(doneBytes)} %\n`);
		}
	}
}

async function formatNvme({ device }: DiskInventory, { run }: EraseTools): Promise<void> {
	const setting = nvmeEraseSetting(await run('nvme', ['id-ctrl', device, '--output-format=json'], { isQuiet: true }));
	if (setting === undefined) {
		throw refused(device, 'its controller cannot format: choose zero or discard');
	}
	await run('nvme', ['format', device, `--ses=${setting}`, '--force'], { timeoutMs: LONGEST_MS });
}

async function eraseAta({ device }: DiskInventory, { run }: EraseTools): Promise<void> {
	const security = await ownAtaSecurity(device, run);
	const problem = ataProblem(security);
	if (problem !== undefined) {
		throw refused(device, problem);
	}
	const user = ['--user-master', 'u'];
	await run('hdparm', [...user, '--security-set-pass', ATA_PASSWORD, device]);
	const erase = security.hasEnhancedErase ? '--security-erase-enhanced' : '--security-erase';
	// A disk that names no time, or a lower one than it takes, still gets what large ones need.
	const timeoutMs = Math.max(12 * HOURS_MS, 2 * security.eraseMinutes * 60_000);
	await run('hdparm', [...user, erase, ATA_PASSWORD, device], { timeoutMs });
	if ((await readAtaSecurity(device, run)).isEnabled) {
		throw refused(device, 'it ended its erase with its password still set');
	}
}

/** Takes off the password of an erase that was cut off. */
async function ownAtaSecurity(device: string, run: RunTool): Promise<AtaSecurity> {
	const security = await readAtaSecurity(device, run);
	if (!security.isEnabled || security.isFrozen) {
		return security;
	}
	const user = ['--user-master', 'u'];
	try {
		if (security.isLocked) {
			await run('hdparm', [...user, '--security-unlock', ATA_PASSWORD, device]);
		}
		await run('hdparm', [...user, '--security-disable', ATA_PASSWORD, device]);
	} catch (error) {
		if (!(error instanceof StorageFailure) || error.code !== 'STORAGE_TOOL_FAILED') {
			throw error;
		}
	}
	return readAtaSecurity(device, run);
}

async function readAtaSecurity(device: string, run: RunTool): Promise<AtaSecurity> {
	return parseAtaSecurity(await run('hdparm', ['-I', device], { isQuiet: true }));
}

function refused(device: string, why: string): StorageFailure {
	return new StorageFailure('ERASE_REFUSED', `${device} cannot erase itself: ${why}`, { subject: { device } });
}
