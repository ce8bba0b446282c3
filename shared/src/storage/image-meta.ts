import { Findings } from '../graph/release/findings.js';
import { YamlReader } from '../graph/release/read-yaml.js';
import { getEntry, type MapTree, type Tree } from '../graph/release/tree.js';

/** What is said of an image in a file beside it. Sizes and checksums are of the unpacked and of the packed content. */
export interface ImageMeta {
	readonly format: string;
	/** `raw` or `gzip` in old data. */
	readonly container: string;
	/** 0 when not said. */
	readonly rawSizeBytes: number;
	/** '' when not said; lower case. */
	readonly rawMd5: string;
	readonly containerSizeBytes: number;
	readonly containerMd5: string;
}

/** Longer texts are not read. */
export const MAX_META_CHARACTERS = 256 * 1024;

/** Address of the description beside an image: its name up to the first dot, with `.yaml` (reference storage a.5). */
export function imageMetaUri(uri: string): string {
	const folderEnd = pathEnd(uri).lastIndexOf('/') + 1;
	const [stem = ''] = pathEnd(uri).slice(folderEnd).split('.');
	return `${uri.slice(0, folderEnd)}${stem}.yaml${uri.slice(pathEnd(uri).length)}`;
}

/** Address of something whose name is that of the image and a suffix; a query stays behind it. */
export function besideImage(uri: string, suffix: string): string {
	return `${pathEnd(uri)}${suffix}${uri.slice(pathEnd(uri).length)}`;
}

/** Last step of the path of an address. */
export function imageName(uri: string): string {
	const path = pathEnd(uri);
	return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * What the description says of the image of this name; undefined where it says nothing of it. The problem is one
 * sentence: the file is no such description.
 */
export function parseImageMeta(
	yaml: string,
	name: string,
): { readonly meta: ImageMeta | undefined } | { readonly problem: string } {
	if (yaml.length > MAX_META_CHARACTERS) {
		return { problem: `it has more than ${MAX_META_CHARACTERS} characters` };
	}
	const findings = new Findings();
	const { tree } = new YamlReader(findings).read('', yaml);
	if (tree === undefined) {
		return { problem: findings.kept[0]?.message ?? 'it is empty' };
	}
	const images = tree.kind === 'map' ? getEntry(tree, 'images') : undefined;
	if (images?.kind !== 'list') {
		return { problem: 'it has no list of images' };
	}
	const found = images.items.find(
		(image) => image.kind === 'map' && NAMES.some((key) => textOf(getEntry(image, key)) === name),
	);
	return found?.kind === 'map' ? metaOf(found) : { meta: undefined };
}

const NAMES = ['container_name', 'raw_name'] as const;

function metaOf(image: MapTree): { readonly meta: ImageMeta } | { readonly problem: string } {
	const [rawSizeBytes, containerSizeBytes] = [sizeOf(image, 'raw_size'), sizeOf(image, 'container_size')];
	const [rawMd5, containerMd5] = [md5Of(image, 'raw_md5'), md5Of(image, 'container_md5')];
	if (rawSizeBytes === undefined || containerSizeBytes === undefined) {
		return { problem: 'raw_size and container_size must be whole numbers of bytes' };
	}
	if (rawMd5 === undefined || containerMd5 === undefined) {
		return { problem: 'raw_md5 and container_md5 must have 32 hexadecimal digits' };
	}
	const [format, container] = [textOf(getEntry(image, 'format')), textOf(getEntry(image, 'container'))];
	return { meta: { format, container, rawSizeBytes, containerSizeBytes, rawMd5, containerMd5 } };
}

/** As written: a digest of digits alone is no number. */
function textOf(tree: Tree | undefined): string {
	return tree?.kind === 'scalar' && tree.value !== null ? tree.text.trim() : '';
}

function sizeOf(image: MapTree, key: string): number | undefined {
	const text = textOf(getEntry(image, key));
	const size = text === '' ? 0 : Number(text);
	return /^[0-9]*$/.test(text) && Number.isSafeInteger(size) ? size : undefined;
}

function md5Of(image: MapTree, key: string): string | undefined {
	const text = textOf(getEntry(image, key)).toLowerCase();
	return text === '' || /^[0-9a-f]{32}$/.test(text) ? text : undefined;
}

/**
 * SHA-256 that a file as `sha256sum` writes it says of the file of this name: `DIGEST  NAME`, `SHA256 (NAME) = DIGEST`,
 * or the digest alone. Undefined where it says nothing of it.
 */
export function parseChecksumFile(content: string, name: string): string | undefined {
	const lines = content
		.slice(0, MAX_META_CHARACTERS)
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !line.startsWith('#'));
	const [only] = lines;
	if (lines.length === 1 && only !== undefined && /^[0-9a-fA-F]{64}$/.test(only)) {
		return only.toLowerCase();
	}
	for (const line of lines) {
		const [, plain, plainPath] = /^\\?([0-9a-fA-F]{64})[ \t]+\*?(.+)$/.exec(line) ?? [];
		const [, taggedPath, tagged] = /^SHA256 \((.+)\) = ([0-9a-fA-F]{64})$/.exec(line) ?? [];
		const digest = plain ?? tagged;
		if (digest !== undefined && (plainPath ?? taggedPath ?? '').split('/').at(-1) === name) {
			return digest.toLowerCase();
		}
	}
	return undefined;
}

/** The address without its query and fragment. */
function pathEnd(uri: string): string {
	return uri.split(/[?#]/, 1)[0] ?? '';
}
