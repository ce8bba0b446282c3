import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import type { ImageFormat } from '../layout.js';
import type { LayoutGraph } from './layout-graph.js';

/** Formats of content that may become a file system of any type: the agent looks into it. */
const OPEN_FORMATS: readonly ImageFormat[] = ['raw', 'qcow2', 'tar', 'squashfs'];

/**
 * An image brings the type of file system that its place has, for mounts, checks and later plans go by that type. Data of old
 * may say otherwise and are read; what they say is not carried out.
 */
export function imageTypeProblems({ layout }: LayoutGraph, made: ReadonlySet<LayoutItemId>): readonly Diagnostic[] {
	const targets = new Map(layout.fileSystems.filter(({ id }) => made.has(id)).map((one) => [one.id, one]));
	return layout.images.flatMap(({ id, targetId, format }, index) => {
		const target = targets.get(targetId);
		if (target === undefined || OPEN_FORMATS.includes(format) || format === target.type) {
			return [];
		}
		const where = target.mount === '' ? targetId : `${targetId} (${target.mount})`;
		const message = `The image ${id} is ${format}, and the file system that it is written to, ${where}, is ${target.type}`;
		const hint = `Take an image of ${target.type}, or let the file system be ${format}.`;
		return [diagnose('IMAGE_FORMAT_MISMATCH', message, { path: `images[${index}].format`, hint })];
	});
}
