import { diagnose } from '../../graph/diagnostic-codes.js';
import { type Diagnostic, hasErrors } from '../../model/diagnostic.js';
import { IMAGE_FORMATS, type Layout, type LayoutFileSystem, type LayoutImage } from '../layout.js';
import { type LayoutDraft, layoutItemId } from '../layout-draft.js';
import { validateLayout } from '../validate-layout.js';
import type { LayoutResult } from './layout-result.js';

/** An image as provisioning data have it, by mount point. */
export interface WantedImage {
	readonly uri: string;
	readonly format: string;
	/** How it is packed: raw or gzip, and where no data of old ask, xz or zstd. */
	readonly container: string;
	/** Of the unpacked content; 0 when unknown. */
	readonly sizeBytes?: number;
	/** Of the unpacked content, lower-case hexadecimal; '' when unknown. */
	readonly md5?: string;
	readonly sha256?: string;
	readonly sha512?: string;
}

type Containers = Readonly<Record<string, LayoutImage['compression']>>;

/** What provisioning data of old may name. */
const OLD_CONTAINERS: Containers = { raw: 'none', gzip: 'gzip' };
const CONTAINERS: Containers = { ...OLD_CONTAINERS, xz: 'xz', zstd: 'zstd' };

interface FoundImage {
	readonly image: LayoutImage | undefined;
	readonly path: string;
	readonly problems: readonly Diagnostic[];
}

/**
 * Adds images of provisioning data of old to the file systems mounted where they belong, in the order given; returns what is
 * wrong with them.
 */
export function addImages(draft: LayoutDraft, images: ReadonlyMap<string, WantedImage>): readonly Diagnostic[] {
	return [...images].flatMap(([mount, wanted]) => {
		const { image, path, problems } = imageFor({ mount, wanted, containers: OLD_CONTAINERS }, draft.fileSystems);
		if (image !== undefined) {
			draft.add(draft.images, image, path);
		}
		return problems;
	});
}

/** A layout with images where it has none of its own. */
export function withImages(layout: Layout, images: ReadonlyMap<string, WantedImage>): LayoutResult {
	const taken = new Set(layout.images.map(({ targetId }) => targetId));
	const found = [...images].map(([mount, wanted]) =>
		imageFor({ mount, wanted, containers: CONTAINERS }, layout.fileSystems),
	);
	const added = found.flatMap(({ image }) => (image === undefined || taken.has(image.targetId) ? [] : [image]));
	const problems = found.flatMap((one) => one.problems);
	const complete = added.length === 0 ? layout : { ...layout, images: [...layout.images, ...added] };
	const diagnostics = hasErrors(problems) || added.length === 0 ? problems : [...problems, ...validateLayout(complete)];
	return { layout: hasErrors(diagnostics) ? undefined : complete, diagnostics };
}

interface MountedImage {
	readonly mount: string;
	readonly wanted: WantedImage;
	readonly containers: Containers;
}

function imageFor({ mount, wanted, containers }: MountedImage, fileSystems: readonly LayoutFileSystem[]): FoundImage {
	const path = `image_data.${mount}`;
	const target = fileSystems.find((fileSystem) => fileSystem.mount === mount);
	const compression = containers[wanted.container];
	const format = IMAGE_FORMATS.find((known) => known === wanted.format);
	const problems: Diagnostic[] = [];
	if (target === undefined) {
		const message = `The image of ${mount} has no file system to be written to`;
		problems.push(diagnose('IMAGE_WITHOUT_TARGET', message, { path, hint: `Add a file system mounted at ${mount}.` }));
	}
	if (compression === undefined) {
		const known = Object.keys(containers).join(', ');
		const message = `The image of ${mount} is packed as "${wanted.container}"; it must be one of ${known}`;
		problems.push(diagnose('IMAGE_INVALID', message, { path: `${path}.container` }));
	}
	if (format === undefined) {
		const message = `The image of ${mount} is of format "${wanted.format}"; it must be one of ${IMAGE_FORMATS.join(', ')}`;
		problems.push(diagnose('IMAGE_INVALID', message, { path: `${path}.format` }));
	}
	if (target === undefined || compression === undefined || format === undefined) {
		return { image: undefined, path, problems };
	}
	const { uri, sizeBytes = 0 } = wanted;
	const content = { uri, format, compression, sizeBytes, checksums: checksumsOf(wanted) };
	const id = layoutItemId('image', target.id);
	return { image: { id, targetId: target.id, ...content, systemId: '' }, path, problems };
}

function checksumsOf({ md5 = '', sha256 = '', sha512 = '' }: WantedImage): LayoutImage['checksums'] {
	return Object.fromEntries(
		Object.entries({ md5, sha256, sha512 })
			.filter(([, sum]) => sum !== '')
			.map(([name, sum]) => [name, sum.toLowerCase()]),
	);
}
