import { open } from 'node:fs/promises';

/** Content of a file that a person named; rejects where it is longer. */
export async function readNamedFile(path: string, maxBytes: number): Promise<Buffer> {
	const file = await open(path === '-' ? '/dev/stdin' : path, 'r');
	try {
		const parts: Buffer[] = [];
		let lengthBytes = 0;
		for await (const part of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
			lengthBytes += part.length;
			if (lengthBytes > maxBytes) {
				throw new Error(`it is longer than ${maxBytes} bytes`);
			}
			parts.push(part);
		}
		return Buffer.concat(parts);
	} finally {
		await file.close();
	}
}
