import type { Call } from './call.js';
import { represent } from './python-text.js';
import type { Value } from './value.js';

const FIELDS = /\{\{|\}\}|\{(\w*)(?:!([rs]))?(?::(s|d)?)?\}|[{}]/g;

/**
 * Python's `str.format` as far as expressions need it: `{}`, `{0}`, `{name}`, `{{`, `{x!r}`, and the types s and d.
 * Attributes, indexes and widths are refused.
 */
export function formatText(
	format: string,
	items: readonly Value[],
	names: ReadonlyMap<string, Value>,
	call: Call,
): string {
	let next = 0;
	return format.replace(FIELDS, (field, name: string | undefined, conversion: string | undefined) => {
		if (field === '{{' || field === '}}') {
			return field.charAt(0);
		}
		if (name === undefined) {
			return call.fail('type', 'the format holds a field that is not understood');
		}
		const value = /^\d*$/.test(name) ? items[name === '' ? next++ : Number(name)] : names.get(name);
		if (value === undefined) {
			return call.fail('key', `the format asks for ${name === '' ? 'more arguments' : JSON.stringify(name)}`);
		}
		call.charge(1);
		const text = conversion !== 'r' && typeof value === 'string' ? value : represent(value, call);
		call.allocate(2 * text.length);
		return text;
	});
}
