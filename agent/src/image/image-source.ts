/** An image, or something beside one, that can be read. */
export interface ImageSource {
	/** For people: without credentials and query. */
	readonly name: string;
	/** As it is fetched, before it is unpacked; undefined where nobody says. */
	readonly sizeBytes: number | undefined;
	/**
	 * The content from its start, once; goes on where a connection broke, and never mixes two versions of a file. Rejects
	 * with a StorageFailure, or with the reason of the signal.
	 */
	read(): AsyncIterable<Buffer>;
	/** Its last bytes; undefined where no part of it can be had alone. */
	readTail(lengthBytes: number): Promise<Buffer | undefined>;
	/** Lets go of it, read or not. */
	close(): Promise<void>;
}

export interface OpenImageOptions {
	readonly signal: AbortSignal;
	/** Told what goes wrong on the way and is tried again. */
	readonly write: (text: string) => void;
}

/**
 * Opens what is at an address: `http:`, `https:` or `file:`. Undefined where nothing is there. Rejects with a StorageFailure
 * where it cannot be had.
 */
export type OpenImage = (uri: string, options: OpenImageOptions) => Promise<ImageSource | undefined>;

/** An address as it may be shown: without credentials, query and fragment. */
export function displayUri(uri: string): string {
	if (!URL.canParse(uri)) {
		return uri.slice(0, 200);
	}
	const { protocol, host, pathname } = new URL(uri);
	return `${protocol}//${host}${pathname}`.slice(0, 400);
}
