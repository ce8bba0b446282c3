import { fileURLToPath } from 'node:url';
import { LocalFile } from '../system/local-file.js';
import { StorageFailure } from '../system/storage-failure.js';
import { HttpImage, type HttpImageOptions } from './http-image.js';
import { displayUri, type ImageSource, type OpenImage } from './image-source.js';

/** Makes the opener of images. `connectionsOf` alone has no default: who calls knows which addresses are its controller's. */
export function imageOpener({
	silenceMs = 30_000,
	shortestPauseMs = 200,
	random = Math.random,
	...rest
}: Partial<HttpImageOptions> & Pick<HttpImageOptions, 'connectionsOf'>): OpenImage {
	const options = { silenceMs, shortestPauseMs, random, ...rest };
	return async (uri, reading) => {
		const url = URL.canParse(uri) ? new URL(uri) : undefined;
		switch (url?.protocol) {
			case 'http:':
			case 'https:':
				return HttpImage.open(url, options, reading);
			case 'file:':
				return FileImage.open(url, reading.signal);
			default: {
				const message = `${displayUri(uri)} is no address of an image: it must begin with http:, https: or file:`;
				throw new StorageFailure('IMAGE_UNREACHABLE', message, { subject: { image: displayUri(uri) } });
			}
		}
	};
}

/** An image on this machine. */
class FileImage implements ImageSource {
	readonly name: string;
	readonly #file: LocalFile;
	readonly #signal: AbortSignal;

	private constructor(name: string, file: LocalFile, signal: AbortSignal) {
		this.name = name;
		this.#file = file;
		this.#signal = signal;
	}

	static async open(url: URL, signal: AbortSignal): Promise<FileImage | undefined> {
		const name = displayUri(url.href);
		try {
			const file = await LocalFile.open(fileURLToPath(url));
			return file && new FileImage(name, file, signal);
		} catch (cause) {
			const message = `${name} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
			throw new StorageFailure('IMAGE_UNREACHABLE', message, { subject: { image: name }, cause });
		}
	}

	get sizeBytes(): number {
		return this.#file.sizeBytes;
	}

	/** Where it lies, for tools that read it themselves. */
	get path(): string {
		return this.#file.path;
	}

	async *read(): AsyncGenerator<Buffer> {
		for await (const chunk of this.#file.read()) {
			this.#signal.throwIfAborted();
			yield chunk;
		}
		if (await this.#file.hasChanged()) {
			const message = `${this.name} was written to while it was read`;
			throw new StorageFailure('IMAGE_CHANGED', message, { subject: { image: this.name } });
		}
	}

	readTail(lengthBytes: number): Promise<Buffer | undefined> {
		return this.#file.readTail(lengthBytes);
	}

	close(): Promise<void> {
		return this.#file.close();
	}
}
