import { constants, type FileHandle, open } from 'node:fs/promises';

const CHUNK_BYTES = 1024 * 1024;

/** Reads so many bytes; fewer at the end of a device. */
export async function readDevice(node: string, offsetBytes: number, lengthBytes: number): Promise<Buffer> {
	return withDevice(node, constants.O_RDONLY, async (handle) => {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(lengthBytes), 0, lengthBytes, offsetBytes);
		return buffer.subarray(0, bytesRead);
	});
}

/** Writes bytes, and resolves when the device has them. */
export async function writeDevice(node: string, offsetBytes: number, bytes: Buffer): Promise<void> {
	await withDevice(node, constants.O_RDWR, async (handle) => {
		await handle.write(bytes, 0, bytes.length, offsetBytes);
		await handle.datasync();
	});
}

/** Overwrites a stretch of a device with zeros, and resolves when the device has them. */
export async function zeroDevice(
	node: string,
	{ startBytes, sizeBytes }: { readonly startBytes: number; readonly sizeBytes: number },
	signal: AbortSignal,
): Promise<void> {
	const zeros = Buffer.alloc(CHUNK_BYTES);
	await withDevice(node, constants.O_RDWR, async (handle) => {
		for (let done = 0; done < sizeBytes; ) {
			signal.throwIfAborted();
			const length = Math.min(CHUNK_BYTES, sizeBytes - done);
			const { bytesWritten } = await handle.write(zeros, 0, length, startBytes + done);
			done += bytesWritten;
		}
		await handle.datasync();
	});
}

async function withDevice<Result>(
	node: string,
	flags: number,
	work: (handle: FileHandle) => Promise<Result>,
): Promise<Result> {
	const handle = await open(node, flags);
	try {
		return await work(handle);
	} finally {
		await handle.close();
	}
}
