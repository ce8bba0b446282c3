import { z } from 'zod';
import { permissions, sha256, sizeBytes } from './parameter-values.js';

/** A way below the folder that is synchronised: `.` for itself, never up, no empty steps. */
const relativePath = z
	.string({ error: 'must be a relative path' })
	.max(4095, 'must have at most 4,095 characters')
	.refine(isRelative, 'must be a relative path that leads nowhere else');

/** One file, folder or symbolic link of a tree, as the controller lists it. */
export const manifestEntry = z.discriminatedUnion('type', [
	z.object({ path: relativePath, type: z.literal('file'), mode: permissions, size: sizeBytes, sha256 }),
	z.object({ path: relativePath, type: z.literal('folder'), mode: permissions }),
	z.object({ path: relativePath, type: z.literal('link'), target: z.string().min(1).max(4095) }),
]);

/** As the controller writes it into parameters. */
export type ManifestEntryInput = z.input<typeof manifestEntry>;

/** As an executor reads it: modes are numbers. */
export type ManifestEntry = z.output<typeof manifestEntry>;

function isRelative(path: string): boolean {
	if (path === '.') {
		return true;
	}
	const steps = path.split('/');
	return !path.includes('\0') && steps.every((step) => step !== '' && step !== '.' && step !== '..');
}
