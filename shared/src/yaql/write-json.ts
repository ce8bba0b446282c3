import type { JsonValue } from '../model/task.js';
import type { Call } from './call.js';
import { DocumentPrice } from './document-price.js';
import { writeNumber } from './python-text.js';
import { isPlainMapping } from './value.js';

const STEPS_PER_ESCAPE = 1;

/** JSON as Python's `json.dumps` writes it: blanks after separators, ASCII only. */
export function writeJson(value: JsonValue, call: Call): string {
	const writer = new JsonWriter(call);
	writer.write(value);
	return writer.parts.join('');
}

class JsonWriter {
	readonly parts: string[] = [];
	readonly #call: Call;
	readonly #price: DocumentPrice;

	constructor(call: Call) {
		this.#call = call;
		this.#price = new DocumentPrice(call);
	}

	write(value: JsonValue): void {
		if (Array.isArray(value)) {
			this.#writeAll('[]', value as readonly JsonValue[], (item) => this.write(item));
		} else if (isPlainMapping(value)) {
			this.#price.within(value, () =>
				this.#writeAll('{}', Object.entries(value), ([key, held]) => {
					this.#add(`${writeText(key, this.#call)}: `);
					this.write(held);
				}),
			);
		} else {
			this.#add(writeScalar(value, this.#call));
		}
	}

	#writeAll<T>(brackets: string, items: readonly T[], writeItem: (item: T) => void): void {
		this.#add(brackets.charAt(0));
		for (const [index, item] of items.entries()) {
			if (index > 0) {
				this.#add(', ');
			}
			writeItem(item);
		}
		this.#add(brackets.charAt(1));
	}

	#add(part: string): void {
		this.#price.pay(part.length);
		this.parts.push(part);
	}
}

function writeScalar(value: JsonValue, call: Call): string {
	if (typeof value === 'string') {
		return writeText(value, call);
	}
	return typeof value === 'number' ? writeNumber(value) : JSON.stringify(value);
}

function writeText(text: string, call: Call): string {
	return JSON.stringify(text).replace(/[\x7f-\uffff]/g, (character) => {
		call.charge(STEPS_PER_ESCAPE);
		return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
	});
}
