import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { IndexedItem } from '../layout-index.js';
import type { CheckedLayout } from './checked-layout.js';

/** Names become arguments of tools and parts of paths. */
const NAME = /^[A-Za-z0-9_+][A-Za-z0-9_+.-]{0,126}$/;
const ARRAY_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const CONTROL = /[\u0000-\u001f\u007f]/;
const MAX_TEXT = 1024;

/** Ids are unique, names are unique within their kind and can be used as such. */
export function checkNames({ layout, all, pathOf }: CheckedLayout): readonly Diagnostic[] {
	const findings: Diagnostic[] = [];
	const seen = new Set<string>();
	for (const indexed of all) {
		const { item } = indexed;
		const name = nameOf(indexed);
		for (const key of [`id ${item.id}`, ...(name === undefined ? [] : [name.key])]) {
			if (seen.has(key)) {
				const message = `There are two of ${name?.value ?? item.id}`;
				findings.push(diagnose('NAME_DUPLICATE', message, { path: pathOf(item.id) }));
				break;
			}
			seen.add(key);
		}
		if (name !== undefined && !name.pattern.test(name.value)) {
			const message = `"${name.value.slice(0, 128)}" cannot be a name: only letters, digits and _ + . - are allowed`;
			findings.push(diagnose('FIELD_INVALID', message, { path: pathOf(item.id, 'name') }));
		}
	}
	for (const { id, label, options } of layout.fileSystems) {
		for (const [field, text] of Object.entries({ label, options })) {
			if (CONTROL.test(text) || text.length > MAX_TEXT) {
				const message = `A ${field} is one line of at most ${MAX_TEXT} characters`;
				findings.push(diagnose('FIELD_INVALID', message, { path: pathOf(id, field) }));
			}
		}
	}
	return findings;
}

/** Name by which tools know an item, and what may not be twice. */
function nameOf({ list, item }: IndexedItem): { key: string; value: string; pattern: RegExp } | undefined {
	switch (list) {
		case 'raids':
			return { key: `raid ${item.name}`, value: item.name, pattern: ARRAY_NAME };
		case 'volumeGroups':
			return { key: `group ${item.name}`, value: item.name, pattern: NAME };
		case 'logicalVolumes':
			return { key: `volume ${item.volumeGroupId} ${item.name}`, value: item.name, pattern: NAME };
		case 'encryptions':
			return { key: `encryption ${item.name}`, value: item.name, pattern: NAME };
		default:
			return undefined;
	}
}
