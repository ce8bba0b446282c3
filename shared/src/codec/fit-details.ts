import { deflateSync, inflateSync } from 'node:zlib';
import type { Diagnostic } from '../model/diagnostic.js';
import type { FieldViolation } from '../model/stoker-error.js';
import type { BadRequest } from '../wire/google/rpc/error_details.js';
import {
	type CompressedDiagnosticList,
	DiagnosticList,
	Diagnostic as WireDiagnostic,
} from '../wire/stoker/v1/diagnostic.js';
import { decodeDiagnostic, encodeDiagnostic } from './diagnostic.js';

/** Stands for the diagnostics and violations that found no room. */
export const MORE_PROBLEMS = 'MORE_PROBLEMS';

const TEXT_CHARACTERS = 600;
const NAME_CHARACTERS = 200;
const LARGEST_INFLATED_BYTES = 4 * 1024 * 1024;

/** Violations as long as they fit, then how many more there are. */
export function fitViolations(
	violations: readonly FieldViolation[],
	budgetBytes: number,
): BadRequest['fieldViolations'] {
	const encoded = violations.map(({ field, description }) => ({
		field: clip(field, NAME_CHARACTERS),
		description: clip(description, TEXT_CHARACTERS),
		reason: '',
		localizedMessage: undefined,
	}));
	const fitting = takeFitting(encoded, budgetBytes, (v) => Buffer.byteLength(v.field + v.description) + 8);
	const missing = encoded.length - fitting.length;
	const rest = { field: '', description: `and ${missing} more`, reason: MORE_PROBLEMS, localizedMessage: undefined };
	return missing === 0 ? fitting : [...fitting, rest];
}

/** Diagnostics as long as they fit, errors first, then how many more there are. */
export function fitDiagnostics(diagnostics: readonly Diagnostic[], budgetBytes: number): WireDiagnostic[] {
	const encoded = errorsFirst(diagnostics);
	const sizeOf = (diagnostic: WireDiagnostic) => WireDiagnostic.encode(diagnostic).finish().length + 8;
	return withRest(encoded, takeFitting(encoded, budgetBytes, sizeOf).length);
}

/** The same, compressed: what fits is found by trying, for nobody can tell beforehand how well text compresses. */
export function deflateDiagnostics(diagnostics: readonly Diagnostic[], budgetBytes: number): CompressedDiagnosticList {
	const encoded = errorsFirst(diagnostics);
	for (let count = encoded.length; ; count = Math.floor(count * 0.75)) {
		const list = DiagnosticList.encode({ diagnostics: withRest(encoded, count) }).finish();
		const deflated = deflateSync(list);
		if ((deflated.length <= budgetBytes && list.length <= LARGEST_INFLATED_BYTES) || count === 0) {
			return { deflated, inflatedBytes: list.length };
		}
	}
}

/** Reads what {@link deflateDiagnostics} made; undefined when it is damaged or inflates to more than it may. */
export function inflateDiagnostics({ deflated }: CompressedDiagnosticList): readonly Diagnostic[] | undefined {
	try {
		const list = inflateSync(deflated, { maxOutputLength: LARGEST_INFLATED_BYTES });
		return DiagnosticList.decode(list).diagnostics.map(decodeDiagnostic);
	} catch {
		return undefined;
	}
}

/** Cuts a text that is too long. */
export function clip(text: string, characters: number): string {
	return text.length <= characters ? text : `${text.slice(0, characters - 1)}…`;
}

function errorsFirst(diagnostics: readonly Diagnostic[]): readonly WireDiagnostic[] {
	const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
	const warnings = diagnostics.filter((diagnostic) => diagnostic.severity !== 'error');
	return [...errors, ...warnings].map(encodeClipped);
}

function withRest(encoded: readonly WireDiagnostic[], count: number): WireDiagnostic[] {
	const shown = encoded.slice(0, count);
	const first = encoded[count];
	if (first === undefined) {
		return shown;
	}
	const rest = encodeDiagnostic({
		severity: 'error',
		code: MORE_PROBLEMS,
		message: `and ${encoded.length - count} more problems`,
		hint: 'Correct the ones listed, then try again to see the rest.',
	});
	return [...shown, { ...rest, severity: first.severity }];
}

function encodeClipped(diagnostic: Diagnostic): WireDiagnostic {
	const encoded = encodeDiagnostic(diagnostic);
	return {
		...encoded,
		message: clip(encoded.message, TEXT_CHARACTERS),
		file: clip(encoded.file, NAME_CHARACTERS),
		path: clip(encoded.path, NAME_CHARACTERS),
		hint: clip(encoded.hint, TEXT_CHARACTERS),
	};
}

function takeFitting<Item>(items: readonly Item[], budgetBytes: number, sizeOf: (item: Item) => number): Item[] {
	let used = 0;
	const end = items.findIndex((item) => {
		used += sizeOf(item);
		return used > budgetBytes;
	});
	return items.slice(0, end === -1 ? items.length : end);
}
