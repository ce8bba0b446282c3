import { StorageFailure } from './storage-failure.js';

/** Content that was packed. */
export interface Unpacked {
	/** Fills a buffer; less than all of it only at the end. Rejects as the source does, or with a StorageFailure. */
	fill(buffer: Buffer): Promise<number>;
	/** Ends whatever unpacks, at the end or before. */
	close(): Promise<void>;
}

/** What cannot be unpacked. */
export function damaged(name: string, why: string): StorageFailure {
	return new StorageFailure('IMAGE_DAMAGED', `${name} cannot be unpacked: ${why}`, { subject: { image: name } });
}
