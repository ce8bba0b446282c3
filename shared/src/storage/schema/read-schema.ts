import { z } from 'zod';
import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { boundedDiagnostics } from '../bounded-diagnostics.js';
import { MEBIBYTE } from '../disk-space.js';

/** A value that has its schema's shape, or every problem of it. */
export type ReadValue<Value> = { readonly value: Value } | { readonly diagnostics: readonly Diagnostic[] };

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
	return { diagnostics: boundedDiagnostics(read.error.issues.map((issue) => problemOf(issue, written))) };
}

function problemOf(issue: z.core.$ZodIssue, written: unknown): Diagnostic {
	const path = showSchemaPath(issue.path);
	const place = path === '' ? 'The schema' : path;
	const found = valueAt(written, issue.path);
	const expected = expectationOf(issue, found);
	return found === undefined
		? diagnose('FIELD_MISSING', `${place} is missing: it ${expected}`, { path, hint: `Add it: it ${expected}.` })
		: diagnose('FIELD_INVALID', `${place} ${expected}`, { path, hint: `It ${expected}.` });
}

/** What had to stand there, after "it". */
function expectationOf(issue: z.core.$ZodIssue, found: unknown): string {
	if (issue.message.startsWith('must ')) {
		return issue.message;
	}
	switch (issue.code) {
		case 'invalid_type':
			return `must be ${typeOf(issue.expected, found)}`;
		case 'invalid_value':
			return `must be one of ${issue.values.map(showValue).join(', ')}`;
		case 'unrecognized_keys':
			return `must not have the fields ${issue.keys.slice(0, 10).join(', ').slice(0, 200)}`;
		case 'too_small':
			return `must ${limitOf(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)}`;
		case 'too_big':
			return `must ${limitOf(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)}`;
		case 'invalid_union':
			return 'options' in issue && Array.isArray(issue.options)
				? `must be one of ${issue.options.map(showValue).join(', ')}`
				: 'must be of another form';
		default:
			return 'must be of another form';
	}
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
	array: 'a list',
	boolean: 'true or false',
	int: 'a whole number',
	number: 'a number',
	object: 'a mapping',
	record: 'a mapping',
	string: 'a text',
};

/** YAML reads 0123 and yes as something else than texts. */
function typeOf(expected: string, found: unknown): string {
	const words = TYPE_WORDS[expected] ?? `of type ${expected}`;
	const isBare = expected === 'string' && (typeof found === 'number' || typeof found === 'boolean');
	return isBare ? `${words}: write it in quotes` : words;
}

function limitOf(
	origin: string,
	bound: 'at least' | 'more than' | 'at most' | 'less than',
	limit: number | bigint,
): string {
	switch (origin) {
		case 'array':
			return `have ${bound} ${limit} items`;
		case 'string':
			return `have ${bound} ${limit} characters`;
		default:
			return `be ${bound} ${limit}`;
	}
}

function showValue(value: unknown): string {
	return value === '' ? 'nothing' : String(value);
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
