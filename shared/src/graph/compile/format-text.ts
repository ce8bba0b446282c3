import type { JsonValue } from '../../model/task.js';

/** Values a text may name; undefined where a name is unknown. */
export type FormatValues = Readonly<Record<string, JsonValue | undefined>>;

/** A doubled brace, a field, or a brace that fits nowhere. */
const PARTS = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;
const FIELD = /^([^.[\]!:]+)((?:\.[^.[\]!:]+|\[[^\]]+\])*)(?:!s)?:?$/;
const STEP = /\.([^.[\]]+)|\[([^\]]+)\]/g;

/** Whether formatting could change a text at all. */
export function mayFormat(text: string): boolean {
	return text.includes('{') || text.includes('}');
}

/**
 * Replaces `{NAME}`, `{NAME.field}` and `{NAME[key]}` as Python's `str.format` does. A text that does not fit, such as a
 * shell script with braces of its own, stays exactly as it was (reference, section 1.3).
 */
export function formatText(text: string, values: FormatValues): string {
	let isSound = true;
	const formatted = text.replace(PARTS, (part: string, field: string | undefined) => {
		if (part === '{{' || part === '}}') {
			return part.slice(1);
		}
		const value = field === undefined ? undefined : lookUp(field, values);
		isSound &&= value !== undefined;
		return value ?? part;
	});
	return isSound ? formatted : text;
}

function lookUp(field: string, values: FormatValues): string | undefined {
	const [, name = '', path = ''] = FIELD.exec(field) ?? [];
	let value = Object.hasOwn(values, name) ? values[name] : undefined;
	for (const [, attribute, key] of path.matchAll(STEP)) {
		value = step(value, attribute ?? key ?? '');
	}
	return print(value);
}

function step(value: JsonValue | undefined, key: string): JsonValue | undefined {
	if (typeof value !== 'object' || value === null) {
		return undefined;
	}
	return Object.hasOwn(value, key) ? (value as Readonly<Record<string, JsonValue>>)[key] : undefined;
}

/** Scalars as Python prints them; undefined for anything else. */
function print(value: JsonValue | undefined): string | undefined {
	switch (typeof value) {
		case 'string':
			return value;
		case 'number':
			return String(value);
		case 'boolean':
			return value ? 'True' : 'False';
		default:
			return undefined;
	}
}
