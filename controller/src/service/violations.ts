import { type FieldViolation, StokerError } from '@stoker/shared/model/stoker-error.js';

/** Collects every field of a request that does not fit, so that a person corrects them in one go. */
export class Violations {
	readonly #found: FieldViolation[] = [];

	add(field: string, description: string): void {
		this.#found.push({ field, description });
	}

	/** Throws INVALID_REQUEST naming all fields, if there are any. */
	throwIfAny(): void {
		if (this.#found.length > 0) {
			throw invalidRequest(this.#found);
		}
	}
}

/** Throws INVALID_REQUEST for one field. */
export function refuseField(field: string, description: string): never {
	throw invalidRequest([{ field, description }]);
}

/** The text of a field that must be written and reasonably short. */
export function requiredText(field: string, text: string): string {
	if (text === '') {
		refuseField(field, 'is missing');
	}
	return boundedText(field, text);
}

/** The text of a field that may be empty and must be reasonably short. */
export function boundedText(field: string, text: string): string {
	if (text.length > 1_024) {
		refuseField(field, 'is longer than 1,024 characters');
	}
	return text;
}

function invalidRequest(violations: readonly FieldViolation[]): StokerError {
	const [first] = violations;
	const only = violations.length === 1 && first !== undefined ? `${first.field} ${first.description}` : undefined;
	const what = only ?? `${violations.length} problems`;
	const message = `The request does not fit: ${what}${what.endsWith('?') ? '' : '.'}`;
	return new StokerError('INVALID_REQUEST', message, { violations });
}
