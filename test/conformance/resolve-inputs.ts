import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { type Case, isMarked } from './case.js';
import { objectOf, textOf } from './json.js';

const FIRST_ENGINE = 'ks_spaces/fuel-agent';
const SECOND_ENGINE = 'ks_spaces/bareon';

/**
 * Gives each case about storage what its file says only once: the input of another case, the metadata of volumes at the
 * head of the file, and for layouts that two old engines answered differently the answer that counts.
 */
export function resolveInputs(content: JsonObject, cases: readonly Case[]): readonly Case[] {
	const byId = new Map(cases.map((given) => [textOf(given['id']), given]));
	const { volumes_metadata: metadata } = content as Readonly<Record<string, JsonValue | undefined>>;
	const twins = new Map(cases.filter(isTwin).map((given) => [nameOfInput(given), given]));
	return cases.map((given) => {
		const named = byId.get(nameOfInput(given));
		const input = objectOf((named ?? given)['input']);
		const twin = given['suite'] === FIRST_ENGINE ? twins.get(textOf(given['id'])) : undefined;
		const counted = twin === undefined ? given : answeredBy(twin, given);
		return Object.keys(input).length === 0 ? counted : { ...counted, input: withMetadata(input, metadata) };
	});
}

function nameOfInput(given: Case): string {
	return textOf(objectOf(given['input'])['same_input_as']);
}

/** Where the engines differ, the second one counts, unless its case is marked itself. */
function isTwin(given: Case): boolean {
	return given['suite'] === SECOND_ENGINE && !isMarked(given);
}

/** The case with the answer of its twin; what only the first engine tells stays. */
function answeredBy(twin: Case, { expected: first, error: _refusal, ...given }: Case): Case {
	const { expected, error } = twin as Readonly<Record<string, JsonValue | undefined>>;
	if (error !== undefined) {
		return { ...given, error };
	}
	return { ...given, expected: { ...objectOf(first), ...objectOf(expected) } };
}

function withMetadata(input: JsonObject, metadata: JsonValue | undefined): JsonObject {
	const isNamed = typeof input['volumes_metadata'] === 'string';
	return isNamed && metadata !== undefined ? { ...input, volumes_metadata: metadata } : input;
}
