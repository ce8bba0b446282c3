import { z } from 'zod';

/** Every problem of a failed validation, each with the path of the value. */
export function problemsOf(error: z.ZodError): readonly string[] {
	return error.issues.map((issue) => {
		const path = ['parameters', ...issue.path].join('.');
		return `${path}: ${issue.message}`;
	});
}

/** A path as tasks see it: from the root of the machine. */
export const absolutePath = z
	.string({ error: 'must be a path' })
	.regex(/^\/[^\0]*$/, 'must be an absolute path, beginning with "/"')
	.max(4095, 'must have at most 4,095 characters');

/** Text that says something. */
export const notBlank = z
	.string({ error: 'must be text' })
	.refine((text) => text.trim() !== '', 'must not be blank')
	.refine((text) => !text.includes('\0'), 'must not hold a NUL character');

/** Permission bits in octal, as text: a number would have lost its leading zero. */
export const permissions = z
	.string({ error: 'must be octal digits in quotes, for example "0644"' })
	.regex(/^0?[0-7]{3,4}$/, 'must be octal digits in quotes, for example "0644"')
	.transform((text) => Number.parseInt(text, 8));
