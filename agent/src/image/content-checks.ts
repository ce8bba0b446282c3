import { createHash, type Hash } from 'node:crypto';
import { StorageFailure } from '../system/storage-failure.js';

/** A checksum that content must have. */
export interface ExpectedChecksum {
	readonly algorithm: 'md5' | 'sha256' | 'sha512';
	/** Lower-case hexadecimal. */
	readonly digest: string;
	/** Who says so, for messages. */
	readonly source: string;
}

/** Checksums of content that passes by. Nothing is computed that nobody asks for. */
export class ContentChecks {
	readonly #expected: readonly ExpectedChecksum[];
	readonly #hashes: ReadonlyMap<string, Hash>;

	constructor(expected: readonly ExpectedChecksum[]) {
		this.#expected = expected;
		this.#hashes = new Map(expected.map(({ algorithm }) => [algorithm, createHash(algorithm)]));
	}

	get isEmpty(): boolean {
		return this.#expected.length === 0;
	}

	update(piece: Buffer): void {
		for (const hash of this.#hashes.values()) {
			hash.update(piece);
		}
	}

	/** Throws a StorageFailure that names every checksum that is not as expected. */
	verify(name: string, what: string): void {
		const found = new Map([...this.#hashes].map(([algorithm, hash]) => [algorithm, hash.digest('hex')]));
		const wrong = this.#expected.filter(({ algorithm, digest }) => found.get(algorithm) !== digest);
		if (wrong.length > 0) {
			const each = wrong.map(
				({ algorithm, digest, source }) =>
					`${algorithm} of ${what} is ${found.get(algorithm) ?? ''}, by ${source} it should be ${digest}`,
			);
			throw new StorageFailure('IMAGE_CHECKSUM_MISMATCH', `${name}: ${each.join('; ')}`, { subject: { image: name } });
		}
	}
}
