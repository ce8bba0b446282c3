/** Content that the controller keeps by its digest, for the nodes whose open attempts name it. */
export interface BlobReference {
	/** Hexadecimal. */
	readonly sha256: string;
	readonly sizeBytes: number;
}

const SHA256 = /^[0-9a-f]{64}$/;

/** Whether a text is a SHA-256 digest as Stoker writes them. */
export function isSha256(text: string): boolean {
	return SHA256.test(text);
}
