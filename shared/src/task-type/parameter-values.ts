import { z } from 'zod';

const LONGEST_PATH = 4095;
const MOST_SECONDS = 30 * 24 * 3600;
const MOST_RETRIES = 100;

/** A path from the root of the machine a task runs on. */
export const absolutePath = z
	.string({ error: 'must be a path' })
	.regex(/^\/[^\0]*$/, 'must be an absolute path, beginning with "/"')
	.max(LONGEST_PATH, 'must have at most 4,095 characters');

/** Text that says something. */
export const notBlank = z
	.string({ error: 'must be text' })
	.refine((text) => text.trim() !== '', 'must not be blank')
	.refine((text) => !text.includes('\0'), 'must not hold a NUL character');

/** Text that may be empty. */
export const text = z
	.string({ error: 'must be text' })
	.refine((value) => !value.includes('\0'), 'must not hold a NUL character');

/** Permission bits in octal, as text: a number would have lost its leading zero. */
export const permissions = z
	.string({ error: 'must be octal digits in quotes, for example "0644"' })
	.regex(/^0?[0-7]{3,4}$/, 'must be octal digits in quotes, for example "0644"')
	.transform((digits) => Number.parseInt(digits, 8));

export const flag = z.boolean({ error: 'must be true or false' });

/** A user or group by name or number, as text. */
export const account = z.union([z.string().min(1), z.int().min(0).transform(String)], {
	error: 'must be a name or a number',
});

/** Identity of a node; old libraries write it as a number or as text. */
export const nodeId = z.union([z.string().min(1), z.int().transform(String)], { error: 'must be the id of a node' });

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = z.string({ error: 'must be a SHA-256' }).regex(/^[0-9a-f]{64}$/, 'must be a SHA-256');

export const sizeBytes = z.int({ error: 'must be a number of bytes' }).min(0, 'must be a number of bytes');

/** Seconds, as a number or as numeric text; 0 leaves the default of the type. */
export const seconds = numberOrText(MOST_SECONDS, 'must be a number of seconds from 0 to 2,592,000 (30 days)');

/** How often something is tried again. */
export const retries = numberOrText(MOST_RETRIES, 'must be a whole number from 0 to 100').refine(
	Number.isInteger,
	'must be a whole number from 0 to 100',
);

function numberOrText(most: number, error: string) {
	const number = z.number({ error }).min(0, error).max(most, error);
	const written = z.string().regex(/^ *\d+(\.\d+)? *$/, error);
	return z.union([number, written.transform(Number).pipe(number)], { error });
}
