import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { IMAGE_FORMATS, type LayoutImage } from '../layout.js';
import { type LayoutDraft, layoutItemId } from '../layout-draft.js';

/** An image as the old provisioning data have it, by mount point. */
export interface WantedImage {
	readonly uri: string;
	readonly format: string;
	readonly container: string;
	/** Of the unpacked content; 0 when unknown. */
	readonly sizeBytes?: number;
	/** Of the unpacked content; '' when unknown. */
	readonly md5?: string;
}

const COMPRESSIONS: Readonly<Record<string, LayoutImage['compression']>> = { raw: 'none', gzip: 'gzip' };

/** Adds images to the file systems mounted where they belong, in the order given; returns what is wrong with them. */
export function addImages(draft: LayoutDraft, images: ReadonlyMap<string, WantedImage>): readonly Diagnostic[] {
	return [...images].flatMap(([mount, image]) => {
		const path = `image_data.${mount}`;
		const target = draft.fileSystems.find((fileSystem) => fileSystem.mount === mount);
		const compression = COMPRESSIONS[image.container];
		const format = IMAGE_FORMATS.find((known) => known === image.format);
		const problems: Diagnostic[] = [];
		if (target === undefined) {
			const message = `The image of ${mount} has no file system to be written to`;
			problems.push(
				diagnose('IMAGE_WITHOUT_TARGET', message, { path, hint: `Add a file system mounted at ${mount}.` }),
			);
		}
		if (compression === undefined) {
			const message = `The image of ${mount} is packed as "${image.container}"; it must be raw or gzip`;
			problems.push(diagnose('IMAGE_INVALID', message, { path: `${path}.container` }));
		}
		if (format === undefined) {
			const message = `The image of ${mount} is of format "${image.format}"; it must be one of ${IMAGE_FORMATS.join(', ')}`;
			problems.push(diagnose('IMAGE_INVALID', message, { path: `${path}.format` }));
		}
		if (target !== undefined && compression !== undefined && format !== undefined) {
			const { uri, sizeBytes = 0, md5 = '' } = image;
			const checksums = md5 === '' ? {} : { md5 };
			const id = layoutItemId('image', target.id);
			const content = { uri, format, compression, sizeBytes, checksums };
			draft.add(draft.images, { id, targetId: target.id, ...content, systemId: '' }, path);
		}
		return problems;
	});
}
