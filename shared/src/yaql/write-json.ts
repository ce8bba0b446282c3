import type { JsonValue } from '../model/task.js';
import type { Call } from './call.js';
import { writeNumber } from './python-text.js';
import { isPlainMapping } from './value.js';

/** JSON as Python's `json.dumps` writes it: blanks after separators, ASCII only. */
export function writeJson(value: JsonValue, call: Call): string {
	const parts: string[] = [];
	const stepsPerByte = call.run.beginDocument();
	const write = (part: string) => {
		call.reserve(2 * part.length);
		call.charge(2 * part.length * stepsPerByte);
		parts.push(part);
	};
	writeValue(value, write);
	return parts.join('');
}

function writeValue(value: JsonValue, write: (part: string) => void): void {
	if (Array.isArray(value)) {
		writeAll('[]', value as readonly JsonValue[], write, (item) => writeValue(item, write));
	} else if (isPlainMapping(value)) {
		writeAll('{}', Object.entries(value), write, ([key, held]) => {
			write(`${writeText(key)}: `);
			writeValue(held, write);
		});
	} else {
		write(writeScalar(value));
	}
}

function writeScalar(value: JsonValue): string {
	if (typeof value === 'string') {
		return writeText(value);
	}
	return typeof value === 'number' ? writeNumber(value) : JSON.stringify(value);
}

function writeAll<T>(
	brackets: string,
	items: readonly T[],
	write: (part: string) => void,
	writeItem: (item: T) => void,
): void {
	write(brackets.charAt(0));
	for (const [index, item] of items.entries()) {
		if (index > 0) {
			write(', ');
		}
		writeItem(item);
	}
	write(brackets.charAt(1));
}

function writeText(text: string): string {
	return JSON.stringify(text).replace(
		/[\x7f-\uffff]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
