import type { JsonObject, JsonValue } from '../model/task.js';
import type { Call } from './call.js';
import { DocumentPrice } from './document-price.js';
import { writeNumber } from './python-text.js';
import { isPlainMapping } from './value.js';

/** Texts that every reader takes for texts without quotes. */
const PLAIN = /^[A-Za-z_/](?:[A-Za-z0-9_./@+-]| (?! |$))*$/;
const RESERVED = /^(?:true|false|yes|no|on|off|null|y|n)$/i;
/** What JSON leaves as it is and YAML does not allow. */
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;
const STEPS_PER_ESCAPE = 1;
/** A longer key needs a mark of its own. */
const MAX_KEY_LENGTH = 1000;

/** YAML in block style with sorted keys, readable by 1.1 and 1.2 alike. */
export function writeYaml(value: JsonValue, call: Call): string {
	const writer = new YamlWriter(call, new DocumentPrice(call));
	writer.writeValue(value, '', '');
	return writer.text();
}

class YamlWriter {
	readonly #call: Call;
	/** What comes before `#lines`, each line ended. */
	#written = '';
	#lines: string[] = [];
	readonly #price: DocumentPrice;

	constructor(call: Call, price: DocumentPrice) {
		this.#call = call;
		this.#price = price;
	}

	text(): string {
		this.#flush();
		return this.#written;
	}

	/**
	 * @param lead what stands on the line before the value: its key or its dash
	 * @param indent of lines that follow
	 */
	writeValue(value: JsonValue, lead: string, indent: string): void {
		if (Array.isArray(value) && value.length > 0) {
			this.#writeList(value as readonly JsonValue[], lead, indent);
		} else if (isPlainMapping(value) && Object.keys(value).length > 0) {
			this.#price.within(value, () => this.#writeMapping(value, lead, indent));
		} else {
			this.#write(`${lead}${writeScalar(value, this.#call)}`);
		}
	}

	#writeList(items: readonly JsonValue[], lead: string, indent: string): void {
		const isNested = lead.endsWith('- ');
		let start = isNested ? lead : indent;
		if (!isNested && lead !== '') {
			this.#write(lead.trimEnd());
		}
		for (const item of items) {
			this.writeValue(item, `${start}- `, `${indent}  `);
			start = indent;
		}
	}

	#writeMapping(mapping: JsonObject, lead: string, indent: string): void {
		const isNested = lead.endsWith('- ');
		const inner = isNested || lead === '' ? indent : `${indent}  `;
		let start = isNested ? lead : inner;
		if (!isNested && lead !== '') {
			this.#write(lead.trimEnd());
		}
		for (const key of Object.keys(mapping).toSorted()) {
			const value = mapping[key] ?? null;
			if (lead === '' && indent === '' && typeof value === 'object' && value !== null) {
				this.#writeTop(value, key);
			} else {
				this.#writeEntry(key, value, [start, inner]);
			}
			start = inner;
		}
	}

	/**
	 * Most nodes write the same parts of common facts: what one document has at its top level is written once for all,
	 * and its text shared, not copied.
	 */
	#writeTop(value: object & JsonValue, key: string): void {
		const { memo } = this.#call.run;
		const known = memo?.knownText(value, key);
		if (known !== undefined) {
			this.#flush();
			this.#call.reserve(2 * known.length);
			this.#written += known;
			return;
		}
		const writer = new YamlWriter(this.#call, this.#price);
		writer.#writeEntry(key, value, ['', '']);
		const text = writer.text();
		memo?.rememberText(value, key, text);
		this.#flush();
		this.#written += text;
	}

	#flush(): void {
		if (this.#lines.length > 0) {
			this.#written += `${this.#lines.join('\n')}\n`;
			this.#lines = [];
		}
	}

	#writeEntry(key: string, value: JsonValue, [start, indent]: readonly [string, string]): void {
		const written = writeText(key, this.#call);
		if (written.length > MAX_KEY_LENGTH) {
			this.#write(`${start}? ${written}`);
			this.writeValue(value, `${indent}: `, indent);
		} else {
			this.writeValue(value, `${start}${written}: `, indent);
		}
	}

	#write(line: string): void {
		this.#price.pay(line.length);
		this.#lines.push(line);
	}
}

function writeScalar(value: JsonValue, call: Call): string {
	if (typeof value === 'string') {
		return writeText(value, call);
	}
	if (typeof value === 'number') {
		// Without a point, 1.1 takes an exponent for a text.
		return writeNumber(value).replace(/^(-?\d+)e/, '$1.0e');
	}
	return typeof value === 'object' && value !== null ? (Array.isArray(value) ? '[]' : '{}') : String(value);
}

function writeText(text: string, call: Call): string {
	if (PLAIN.test(text) && !RESERVED.test(text)) {
		return text;
	}
	return JSON.stringify(text).replace(UNPRINTABLE, (character) => {
		call.charge(STEPS_PER_ESCAPE);
		return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
	});
}
