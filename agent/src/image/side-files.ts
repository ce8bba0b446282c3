import { createHash } from 'node:crypto';
import { type BlockMap, MAX_MAP_CHARACTERS, parseBlockMap } from '@stoker/shared/storage/block-map.js';
import {
	besideImage,
	type ImageMeta,
	imageMetaUri,
	imageName,
	MAX_META_CHARACTERS,
	parseChecksumFile,
	parseImageMeta,
} from '@stoker/shared/storage/image-meta.js';
import { StorageFailure } from '../system/storage-failure.js';
import { displayUri, type OpenImage, type OpenImageOptions } from './image-source.js';

/** What lies beside an image; undefined where it does not. */
export interface SideFiles {
	readonly map: BlockMap | undefined;
	/** SHA-256 of the file as it is fetched. */
	readonly sha256: string | undefined;
	readonly meta: ImageMeta | undefined;
}

/** What object stores answer for what is not there, to those who may not list what is. */
const FORBIDDEN: ReadonlySet<string> = new Set(['401', '403']);

/** Reads what lies beside an image. Rejects with a StorageFailure where it is there and cannot be used. */
export async function readSideFiles(uri: string, openImage: OpenImage, options: OpenImageOptions): Promise<SideFiles> {
	const read = (at: string, most: number) => readText(at, most, openImage, options);
	const [map, sums, yaml] = await Promise.all([
		read(besideImage(uri, '.bmap'), MAX_MAP_CHARACTERS),
		read(besideImage(uri, '.sha256'), MAX_META_CHARACTERS),
		read(imageMetaUri(uri), MAX_META_CHARACTERS),
	]);
	return {
		map: map === undefined ? undefined : mapOf(map, besideImage(uri, '.bmap')),
		sha256: sums === undefined ? undefined : sumOf(sums, uri),
		meta: yaml === undefined ? undefined : metaOf(yaml, uri, options),
	};
}

function mapOf(text: string, uri: string): BlockMap {
	const read = parseBlockMap(text, (algorithm, content) => createHash(algorithm).update(content).digest('hex'));
	if ('problem' in read) {
		throw invalid(uri, read.problem);
	}
	return read.map;
}

function sumOf(text: string, uri: string): string {
	const name = decodeName(imageName(uri));
	const sum = parseChecksumFile(text, name);
	if (sum === undefined) {
		throw invalid(besideImage(uri, '.sha256'), `it has no SHA-256 of ${name}`);
	}
	return sum;
}

/** Any file may have this name, so one that says nothing of images is left alone. */
function metaOf(text: string, uri: string, { write }: OpenImageOptions): ImageMeta | undefined {
	const read = parseImageMeta(text, decodeName(imageName(uri)));
	if ('problem' in read) {
		write(`${displayUri(imageMetaUri(uri))} is not used: ${read.problem}\n`);
		return undefined;
	}
	return read.meta;
}

async function readText(
	uri: string,
	mostBytes: number,
	openImage: OpenImage,
	options: OpenImageOptions,
): Promise<string | undefined> {
	const source = await openImage(uri, options).catch((error: unknown) => {
		if (error instanceof StorageFailure && FORBIDDEN.has(error.subject['status'] ?? '')) {
			options.write(`${displayUri(uri)} is not used: it may not be read, or is not there\n`);
			return undefined;
		}
		throw error;
	});
	if (source === undefined) {
		return undefined;
	}
	const parts: Buffer[] = [];
	let length = 0;
	try {
		for await (const part of source.read()) {
			length += part.length;
			if (length > mostBytes) {
				throw invalid(uri, `it has more than ${mostBytes} bytes`);
			}
			parts.push(part);
		}
	} finally {
		await source.close();
	}
	return Buffer.concat(parts).toString('utf8');
}

function decodeName(name: string): string {
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

function invalid(uri: string, problem: string): StorageFailure {
	const name = displayUri(uri);
	return new StorageFailure('IMAGE_SIDE_FILE_INVALID', `${name} cannot be used: ${problem}`, {
		subject: { image: name },
	});
}
