import { createHash, type Hash } from 'node:crypto';
import type { BlockMap } from '@stoker/shared/storage/block-map.js';
import { StorageFailure } from '../system/storage-failure.js';

/** Bytes of a piece, counted from its beginning. */
interface PieceRange {
	readonly from: number;
	readonly to: number;
}

/** Walks along a block map with the pieces of an image, and verifies the checksum of each range when it is through. */
export class MappedParts {
	readonly #map: BlockMap;
	readonly #name: string;
	#next = 0;
	#hash: Hash | undefined;

	constructor(map: BlockMap, name: string) {
		this.#map = map;
		this.#name = name;
	}

	/** What of a piece is mapped. Pieces come in their order. Throws a StorageFailure where a checksum is wrong. */
	take(piece: Buffer, startBytes: number): readonly PieceRange[] {
		const parts: PieceRange[] = [];
		const endBytes = startBytes + piece.length;
		for (let range = this.#map.ranges[this.#next]; range !== undefined; range = this.#map.ranges[this.#next]) {
			const from = Math.max(range.startBytes, startBytes) - startBytes;
			const to = Math.min(range.endBytes, endBytes) - startBytes;
			if (from >= to) {
				break;
			}
			parts.push({ from, to });
			if (range.checksum !== '') {
				this.#hash ??= createHash(this.#map.algorithm);
				this.#hash.update(piece.subarray(from, to));
			}
			if (range.endBytes > endBytes) {
				break;
			}
			this.#verify(range);
			this.#next += 1;
		}
		return parts;
	}

	#verify({ startBytes, endBytes, checksum }: BlockMap['ranges'][number]): void {
		if (this.#hash !== undefined && this.#hash.digest('hex') !== checksum) {
			const message = `${this.#name}: what lies from byte ${startBytes} to ${endBytes} is not what its block map says`;
			throw new StorageFailure('IMAGE_CHECKSUM_MISMATCH', message, { subject: { image: this.#name } });
		}
		this.#hash = undefined;
	}
}
