import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A disk of a virtual machine. */
export interface MachineDisk {
	readonly serial: string;
	readonly bus: 'virtio' | 'nvme';
	/** A qcow2 file; grows as it is written. */
	readonly file: string;
	/** 512 when absent. */
	readonly sectorBytes?: 512 | 4096;
}

export interface BlankDisk extends Omit<MachineDisk, 'file'> {
	readonly sizeMebibytes: number;
}

/** Makes empty disks in a folder, one file each. */
export async function makeDisks(folder: string, disks: readonly BlankDisk[]): Promise<readonly MachineDisk[]> {
	return Promise.all(
		disks.map(async ({ sizeMebibytes, ...disk }) => {
			const file = join(folder, `${disk.serial}.qcow2`);
			await execute('qemu-img', ['create', '-q', '-f', 'qcow2', file, `${sizeMebibytes}M`]);
			return { ...disk, file };
		}),
	);
}

/** The same disks as they are now; what is written to the new ones never reaches the old. */
export async function overlayDisks(folder: string, disks: readonly MachineDisk[]): Promise<readonly MachineDisk[]> {
	return Promise.all(
		disks.map(async (disk) => {
			const file = join(folder, `${disk.serial}.qcow2`);
			await execute('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', disk.file, '-F', 'qcow2', file]);
			return { ...disk, file };
		}),
	);
}

/** Arguments of the emulator; without a boot order the firmware tries them as they stand. */
export function diskArguments(disks: readonly MachineDisk[]): readonly string[] {
	return disks.flatMap(({ serial, bus, file, sectorBytes = 512 }, index) => {
		const drive = `file=${file},if=none,id=disk${index},format=qcow2,cache=unsafe,aio=threads,discard=unmap,detect-zeroes=unmap`;
		const sectors = sectorBytes === 512 ? '' : `,logical_block_size=${sectorBytes},physical_block_size=${sectorBytes}`;
		const device = `${bus === 'nvme' ? 'nvme' : 'virtio-blk-pci'},drive=disk${index},serial=${serial},bootindex=${index + 1}${sectors}`;
		return ['-drive', drive, '-device', device];
	});
}
