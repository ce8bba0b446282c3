import { constants } from 'node:fs';
import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import { errorCode } from './durable-file.js';
import { StorageFailure } from './storage-failure.js';

const SECTOR_FACTS = ['queue/logical_block_size', '../queue/logical_block_size'];
/** Sizes in /sys are in these, whatever the device has. */
const SYS_SECTOR_BYTES = 512;
const WASM_PAGE_BYTES = 65_536;

/** A block device that is written or read past the page cache. Buffers must come from {@link alignedBuffers}. */
export class DirectDevice {
	readonly path: string;
	readonly sizeBytes: number;
	/** What positions and lengths are multiples of. */
	readonly sectorBytes: number;
	readonly #file: FileHandle;

	private constructor(path: string, file: FileHandle, { sizeBytes, sectorBytes }: Geometry) {
		this.path = path;
		this.#file = file;
		this.sizeBytes = sizeBytes;
		this.sectorBytes = sectorBytes;
	}

	/** `write` claims it: nobody may have it mounted or hold it otherwise. Rejects with a StorageFailure. */
	static async open(path: string, mode: 'read' | 'write'): Promise<DirectDevice> {
		const { O_RDONLY, O_RDWR, O_EXCL, O_DIRECT } = constants;
		const geometry = await geometryOf(path);
		try {
			const file = await open(path, mode === 'write' ? O_RDWR | O_EXCL | O_DIRECT : O_RDONLY | O_DIRECT);
			return new DirectDevice(path, file, geometry);
		} catch (cause) {
			const why = errorCode(cause) === 'EBUSY' ? 'it is mounted or something else holds it' : String(cause);
			throw new StorageFailure('DISK_IN_USE', `${path} cannot be written: ${why}`, {
				subject: { device: path },
				cause,
			});
		}
	}

	/** Writes all of it; position and length are multiples of a sector. */
	async write(data: Buffer, position: number): Promise<void> {
		for (let written = 0; written < data.length; ) {
			const { bytesWritten } = await this.#file.write(data, written, data.length - written, position + written);
			written += bytesWritten;
		}
	}

	/** Fills a buffer, less at the end of the device. */
	async read(buffer: Buffer, position: number): Promise<number> {
		let filled = 0;
		while (filled < buffer.length) {
			const { bytesRead } = await this.#file.read(buffer, filled, buffer.length - filled, position + filled);
			if (bytesRead === 0) {
				break;
			}
			filled += bytesRead;
		}
		return filled;
	}

	/** Makes everything written outlive a power loss. */
	flush(): Promise<void> {
		return this.#file.datasync();
	}

	close(): Promise<void> {
		return this.#file.close();
	}
}

/** Node has it; the types of the browser, where it comes from, are not among ours. */
declare const WebAssembly: {
	readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
};

/**
 * Buffers that begin at pages of memory, as writing past the page cache asks: those of Node begin anywhere, the memory of
 * a WebAssembly module does not.
 */
export function alignedBuffers(count: number, lengthBytes: number): readonly Buffer[] {
	const { buffer } = new WebAssembly.Memory({ initial: Math.ceil((count * lengthBytes) / WASM_PAGE_BYTES) });
	return Array.from({ length: count }, (_, index) => Buffer.from(buffer, index * lengthBytes, lengthBytes));
}

interface Geometry {
	readonly sizeBytes: number;
	readonly sectorBytes: number;
}

async function geometryOf(path: string): Promise<Geometry> {
	const found = await stat(path).catch(() => undefined);
	if (found?.isBlockDevice() !== true) {
		throw new StorageFailure('DISK_NOT_FOUND', `${path} is no block device`, { subject: { device: path } });
	}
	const folder = `/sys/dev/block/${majorOf(found.rdev)}:${minorOf(found.rdev)}`;
	const sectors = Number(await readFile(`${folder}/size`, 'utf8'));
	const told = await Promise.all(SECTOR_FACTS.map((name) => readFile(`${folder}/${name}`, 'utf8').catch(() => '')));
	return {
		sizeBytes: sectors * SYS_SECTOR_BYTES,
		sectorBytes: Number(told.find((text) => text !== '') ?? SYS_SECTOR_BYTES),
	};
}

// As the C library takes a device number apart.
const MINOR_LOW_VALUES = 256;
const MAJOR_VALUES = 4096;
const MINOR_HIGH_AT = 2 ** 20;

function majorOf(device: number): number {
	return Math.floor(device / MINOR_LOW_VALUES) % MAJOR_VALUES;
}

function minorOf(device: number): number {
	return (device % MINOR_LOW_VALUES) + Math.floor(device / MINOR_HIGH_AT) * MINOR_LOW_VALUES;
}
