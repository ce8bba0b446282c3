import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { logicalVolumeDevice, MAPPER } from '../device-names.js';
import type { IndexedItem, LayoutIndex } from '../layout-index.js';
import type { CheckedLayout } from './checked-layout.js';

/** Names become arguments of tools and parts of paths. */
const NAME = /^[A-Za-z0-9_+][A-Za-z0-9_+.-]{0,126}$/;
const NAME_EXPECTED = 'only letters, digits and _ + . - are allowed, at most 127';
const ARRAY_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}$/;
const ARRAY_NAME_EXPECTED = 'only letters, digits and _ . - are allowed, at most 32';
/** The kernel gives caches no other names. */
const CACHE_NAME = /^bcache\d{1,4}$/;
/** What LVM calls its own volumes. */
const LVM_OWN =
	/^(?:snapshot|pvmove)|_(?:cdata|cmeta|corig|cpool|cvol|wcorig|imeta|iorig|mimage|mlog|pmspare|rimage|rmeta|tdata|tmeta|vdata|vorigin)/;
/** The device mapper has a device of its own of this name. */
const MAPPER_OWN = `${MAPPER}control`;
const MAX_MAPPER_NAME = 127;

/** Ids are unique, names are unique within their kind and can be used as such. */
export function checkNames({ all, items, pathOf }: CheckedLayout): readonly Diagnostic[] {
	const findings = new Map<string, Diagnostic>();
	const seen = new Set<string>();
	for (const indexed of all) {
		const { item } = indexed;
		const name = nameOf(indexed, items);
		for (const key of [`id ${item.id}`, ...(name === undefined ? [] : [name.key])]) {
			const path = pathOf(item.id);
			// What is made from one place of a schema is twice there together.
			if (seen.has(key) && !findings.has(path)) {
				findings.set(path, diagnose('NAME_DUPLICATE', `There are two of ${name?.value ?? item.id}`, { path }));
			}
			seen.add(key);
		}
		const problem = name === undefined ? undefined : nameProblem(name);
		if (problem !== undefined) {
			const message = `"${name?.value.slice(0, 128)}" cannot be a name: ${problem}`;
			const path = pathOf(item.id, 'name');
			findings.set(`name of ${path}`, diagnose('FIELD_INVALID', message, { path }));
		}
	}
	return [...findings.values()];
}

interface ItemName {
	/** What may not be twice. */
	readonly key: string;
	/** What tools know an item by. */
	readonly value: string;
	readonly pattern: RegExp;
	readonly expected: string;
}

/** Why a name cannot be used; undefined when it can. */
function nameProblem({ key, value, pattern, expected }: ItemName): string | undefined {
	if (!pattern.test(value)) {
		return expected;
	}
	if (key.startsWith(MAPPER) && key.length > MAPPER.length + MAX_MAPPER_NAME) {
		return `${key} is longer than the ${MAX_MAPPER_NAME} characters that the device mapper allows`;
	}
	return key === MAPPER_OWN ? `${MAPPER_OWN} is the device mapper itself` : undefined;
}

function nameOf({ list, item }: IndexedItem, items: LayoutIndex): ItemName | undefined {
	switch (list) {
		case 'raids':
			return { key: `raid ${item.name}`, value: item.name, pattern: ARRAY_NAME, expected: ARRAY_NAME_EXPECTED };
		case 'volumeGroups':
			return { key: `group ${item.name}`, value: item.name, pattern: NAME, expected: NAME_EXPECTED };
		case 'logicalVolumes': {
			const group = items.get(item.volumeGroupId);
			const key = logicalVolumeDevice(group?.list === 'volumeGroups' ? group.item.name : '', item.name);
			return LVM_OWN.test(item.name)
				? { key, value: item.name, pattern: /^$/, expected: 'LVM calls volumes of its own like this' }
				: { key, value: item.name, pattern: NAME, expected: NAME_EXPECTED };
		}
		case 'encryptions':
			return { key: `${MAPPER}${item.name}`, value: item.name, pattern: NAME, expected: NAME_EXPECTED };
		case 'caches':
			return {
				key: `cache ${item.name}`,
				value: item.name,
				pattern: CACHE_NAME,
				expected: 'caches are named like bcache0',
			};
		default:
			return undefined;
	}
}
