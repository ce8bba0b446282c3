import type { DiskInventory } from './inventory.js';

/** Something a hint can ask for: what a disk has of it, and whether that is a size. */
interface HintProperty {
	readonly kind: 'size' | 'text' | 'truth';
	readonly valuesOf: (disk: DiskInventory) => readonly (string | number)[];
	/** Beginnings that may be left out of the values. */
	readonly prefixes?: readonly string[];
}

const BY_PATH = 'disk/by-path/';

/** By name; the short names are those of Ironic's root device hints. */
const PROPERTIES = {
	size: { kind: 'size', valuesOf: ({ sizeBytes }) => [sizeBytes] },
	model: { kind: 'text', valuesOf: ({ model }) => [model] },
	vendor: { kind: 'text', valuesOf: ({ vendor }) => [vendor] },
	serial: { kind: 'text', valuesOf: ({ serial }) => [serial] },
	wwn: { kind: 'text', valuesOf: ({ wwn }) => [wwn] },
	transport: { kind: 'text', valuesOf: ({ transport }) => [transport] },
	tran: { kind: 'text', valuesOf: ({ transport }) => [transport] },
	rotational: { kind: 'truth', valuesOf: ({ isRotational }) => [String(isRotational)] },
	removable: { kind: 'truth', valuesOf: ({ isRemovable }) => [String(isRemovable)] },
	name: { kind: 'text', valuesOf: ({ name }) => [name], prefixes: ['/dev/'] },
	scsi_address: { kind: 'text', valuesOf: ({ scsiAddress }) => [scsiAddress] },
	hctl: { kind: 'text', valuesOf: ({ scsiAddress }) => [scsiAddress] },
	by_path: {
		kind: 'text',
		valuesOf: ({ links }) => links.filter((link) => link.startsWith(BY_PATH)).map((link) => link.slice(BY_PATH.length)),
		prefixes: ['/dev/', BY_PATH],
	},
	by_id: {
		kind: 'text',
		valuesOf: ({ links }) =>
			links.filter((link) => link.startsWith('disk/by-id/')).map((link) => link.slice('disk/by-id/'.length)),
		prefixes: ['/dev/', 'disk/by-id/'],
	},
} as const satisfies Readonly<Record<string, HintProperty>>;

/** Names that hints may have. */
export const HINT_NAMES: readonly string[] = Object.keys(PROPERTIES);

const MOST_CHARACTERS = 1_000;
const OPERATOR = /^(?<operator><in>|s?==|s?!=|s?>=|s?<=|s?>|s?<)?\s*(?<rest>.*)$/s;
const RANGE = /^(?<from>[^.].*?)\s*\.\.\s*(?<to>.+)$/s;
const SIZE = /^(?<number>\d{1,16}(?:\.\d{1,6})?)\s*(?<unit>B|[KMGTPE]i?B)$/;
const PREFIXES = 'KMGTPE';

/** Whether a value of a disk is what one alternative of a hint asks for. */
type Condition = (value: string | number) => boolean;

/** Why a hint cannot be used: what it must be, after "must"; undefined when it can. */
export function hintProblem(name: string, hint: string): string | undefined {
	const property = propertyOf(name);
	if (property === undefined) {
		return `be one of ${HINT_NAMES.join(', ')}`;
	}
	if (hint.length > MOST_CHARACTERS) {
		return `have at most ${MOST_CHARACTERS} characters`;
	}
	return readConditions(property, hint) === undefined ? EXPECTED[property.kind] : undefined;
}

const EXPECTED: Readonly<Record<HintProperty['kind'], string>> = {
	size: 'be sizes with units and one of ==, !=, >=, <=, >, < before each, or a range such as 100 GiB .. 2 TiB',
	text: 'be a text, with ==, != or <in> before it; several after <or> each',
	truth: 'be true or false',
};

/** Says of disks whether they are as a hint says; of none where the hint cannot be used. Read once, asked often. */
export function readHint(name: string, hint: string): (disk: DiskInventory) => boolean {
	const property = propertyOf(name);
	const conditions = property && hint.length <= MOST_CHARACTERS ? readConditions(property, hint) : undefined;
	return (disk) => {
		const values = conditions === undefined ? [] : (property?.valuesOf(disk) ?? []);
		return conditions?.some((condition) => values.some(condition)) ?? false;
	};
}

/** What a disk has of what a hint asks for, as texts; nothing where there is no such hint. */
export function hintValues(name: string, disk: DiskInventory): readonly string[] {
	return (propertyOf(name)?.valuesOf(disk) ?? []).map(String).filter((value) => value !== '');
}

function propertyOf(name: string): HintProperty | undefined {
	return Object.hasOwn(PROPERTIES, name) ? PROPERTIES[name as keyof typeof PROPERTIES] : undefined;
}

/** The alternatives of a hint; undefined when one of them cannot be read. */
function readConditions(property: HintProperty, hint: string): readonly Condition[] | undefined {
	const [first = '', ...others] = hint.trim().split('<or>');
	const alternatives = others.length === 0 ? [first] : others;
	if (others.length > 0 && first.trim() !== '') {
		return undefined;
	}
	const conditions = alternatives.map((text) => readCondition(property, text.trim()));
	return conditions.every((condition) => condition !== undefined) ? conditions : undefined;
}

function readCondition(property: HintProperty, text: string): Condition | undefined {
	const { operator = '', rest = '' } = OPERATOR.exec(text)?.groups ?? {};
	if (rest === '' || rest.startsWith('=')) {
		return undefined;
	}
	switch (property.kind) {
		case 'size':
			return operator === '' ? (sizeRange(rest) ?? sizeCondition('==', rest)) : sizeCondition(operator, rest);
		case 'truth':
			return truthCondition(operator, rest.toLowerCase());
		case 'text':
			return textCondition(operator, withoutPrefixes(rest, property.prefixes ?? []).toLowerCase());
	}
}

function truthCondition(operator: string, wanted: string): Condition | undefined {
	return (operator === '' || operator.endsWith('==')) && (wanted === 'true' || wanted === 'false')
		? (value) => value === wanted
		: undefined;
}

function textCondition(operator: string, wanted: string): Condition {
	if (operator === '<in>') {
		return (value) => String(value).toLowerCase().includes(wanted);
	}
	return (value) => {
		const text = String(value).toLowerCase();
		return isInOrder(operator, text === wanted ? 0 : text < wanted ? -1 : 1);
	};
}

/** Sizes are rarely whole numbers of their unit: what equals `931 GiB` is a disk of 931 GiB and a part of one. */
function sizeCondition(operator: string, text: string): Condition | undefined {
	const size = readSize(text);
	if (size === undefined || operator.startsWith('s') || operator === '<in>') {
		return undefined;
	}
	const isEquality = (operator === '==' || operator === '!=') && Number.isInteger(size.number);
	return (value) =>
		isInOrder(
			operator,
			isEquality ? Math.floor(Number(value) / size.unitBytes) - size.number : Number(value) - size.bytes,
		);
}

function sizeRange(text: string): Condition | undefined {
	const { from = '', to = '' } = RANGE.exec(text)?.groups ?? {};
	const least = readSize(from);
	const most = readSize(to);
	return least === undefined || most === undefined || least.bytes > most.bytes
		? undefined
		: (value) => Number(value) >= least.bytes && Number(value) <= most.bytes;
}

function readSize(
	text: string,
): { readonly number: number; readonly unitBytes: number; readonly bytes: number } | undefined {
	const { number, unit = '' } = SIZE.exec(text.trim())?.groups ?? {};
	if (number === undefined) {
		return undefined;
	}
	const power = unit === 'B' ? 0 : PREFIXES.indexOf(unit.charAt(0)) + 1;
	const unitBytes = (unit.includes('i') ? 1024 : 1000) ** power;
	const bytes = Math.floor(Number(number) * unitBytes);
	return Number.isSafeInteger(bytes) ? { number: Number(number), unitBytes, bytes } : undefined;
}

function isInOrder(operator: string, difference: number): boolean {
	switch (operator.replace(/^s/, '')) {
		case '>=':
			return difference >= 0;
		case '<=':
			return difference <= 0;
		case '>':
			return difference > 0;
		case '<':
			return difference < 0;
		case '!=':
			return difference !== 0;
		default:
			return difference === 0;
	}
}

function withoutPrefixes(text: string, prefixes: readonly string[]): string {
	return prefixes.reduce((rest, prefix) => (rest.startsWith(prefix) ? rest.slice(prefix.length) : rest), text);
}
