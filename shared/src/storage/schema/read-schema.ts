import { z } from 'zod';
import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { MEBIBYTE } from '../disk-space.js';

/** A value that has its schema's shape, or every problem of it. */
export type ReadValue<Value> = { readonly value: Value } | { readonly diagnostics: readonly Diagnostic[] };

const MAX_PROBLEMS = 100;
const MAX_MEBIBYTES = Math.floor(Number.MAX_SAFE_INTEGER / MEBIBYTE);

/** Names, links and labels are never longer. */
export const shortText = z.string().max(1024, 'must have at most 1024 characters');

/** Whole MiB; what is not more than 0 takes no room. */
export const mebibytes = z
	.int('must be a whole number of MiB')
	.max(MAX_MEBIBYTES, `must be at most ${MAX_MEBIBYTES} MiB`);

/** Reads a value that somebody wrote. Paths of problems are like `[0].volumes[1].size`. */
export function readSchema<Value>(schema: z.ZodType<Value>, written: unknown): ReadValue<Value> {
	const read = schema.safeParse(written);
	if (read.success) {
		return { value: read.data };
	}
	const found = read.error.issues.slice(0, MAX_PROBLEMS).map((issue) => problemOf(issue, written));
	const more = read.error.issues.length - found.length;
	const truncated = more > 0 ? [diagnose('DIAGNOSTICS_TRUNCATED', `${more} more problems are not listed`)] : [];
	return { diagnostics: [...found, ...truncated] };
}

function problemOf(issue: z.core.$ZodIssue, written: unknown): Diagnostic {
	const path = showSchemaPath(issue.path);
	const place = path === '' ? 'The schema' : path;
	const expected = expectationOf(issue);
	return valueAt(written, issue.path) === undefined
		? diagnose('FIELD_MISSING', `${place} is missing: it ${expected}`, { path, hint: `Add it: it ${expected}.` })
		: diagnose('FIELD_INVALID', `${place} ${expected}`, { path, hint: `It ${expected}.` });
}

/** What had to stand there, after "it". */
function expectationOf(issue: z.core.$ZodIssue): string {
	if (issue.message.startsWith('must ')) {
		return issue.message;
	}
	switch (issue.code) {
		case 'invalid_type':
			return `must be of type ${issue.expected}`;
		case 'invalid_value':
			return `must be one of ${issue.values.join(', ')}`;
		case 'unrecognized_keys':
			return `must not have the fields ${issue.keys.slice(0, 10).join(', ').slice(0, 200)}`;
		case 'too_small':
			return `must have at least ${issue.minimum}`;
		case 'too_big':
			return `must have at most ${issue.maximum}`;
		case 'invalid_union':
			return 'options' in issue ? `must be one of ${String(issue.options)}` : 'must be of another form';
		default:
			return 'must be of another form';
	}
}

/** For example `[0].volumes[1].size`. */
function showSchemaPath(path: readonly PropertyKey[]): string {
	return path.reduce<string>((shown, step) => {
		if (typeof step === 'number') {
			return `${shown}[${step}]`;
		}
		return shown === '' ? String(step) : `${shown}.${String(step)}`;
	}, '');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>(
		(found, step) => (typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined),
		value,
	);
}
