import type { MemoryInventory, MemoryModuleInventory } from '@stoker/shared/model/inventory.js';
import { withoutPlaceholder } from './hardware-identity.js';

const UNITS: Readonly<Record<string, number>> = { kB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 };
const SIZE = /^(?<number>\d+) (?<unit>kB|MB|GB|TB)$/;
/** What firmware writes of a module that does not tell. */
const UNKNOWN = /^(?:unknown|<out of spec>|other|no dimm|undefined|\[empty\])$/i;

/** Reads `dmidecode --type memory`: arrays of places, and the modules in them. Places without a module are counted only. */
export function parseMemory(text: string): MemoryInventory {
	const records = text.split(/\n{2,}/).map(recordOf);
	// Firmware and cache have arrays of their own.
	const arrays = records.filter(({ title, fields }) => {
		return title === 'Physical Memory Array' && (fields.get('Use') ?? 'System Memory') === 'System Memory';
	});
	const modules = records.filter(({ title }) => title === 'Memory Device').flatMap(({ fields }) => moduleOf(fields));
	return {
		slots: sum(arrays.map(({ fields }) => Number(/^\d+$/.exec(fields.get('Number Of Devices') ?? '')?.[0] ?? 0))),
		maximumBytes: sum(arrays.map(({ fields }) => sizeOf(fields.get('Maximum Capacity')))),
		modules: modules.sort((a, b) => (a.slot < b.slot ? -1 : 1)),
	};
}

type Fields = ReadonlyMap<string, string>;

function recordOf(record: string): { readonly title: string; readonly fields: Fields } {
	const [, title = '', ...lines] = record.split('\n');
	const fields = lines.flatMap((line) => {
		const at = line.indexOf(': ');
		return at === -1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 2).trim()] as const];
	});
	return { title: title.trim(), fields: new Map(fields) };
}

function moduleOf(fields: Fields): readonly MemoryModuleInventory[] {
	const sizeBytes = sizeOf(fields.get('Size'));
	const text = (name: string) => {
		const written = fields.get(name) ?? '';
		return UNKNOWN.test(written) ? '' : withoutPlaceholder(written);
	};
	// Older versions measure in MHz and call the speed it runs at otherwise.
	const speed = text('Configured Memory Speed') || text('Configured Clock Speed') || text('Speed');
	return sizeBytes === 0
		? []
		: [
				{
					slot: text('Locator') || text('Bank Locator'),
					sizeBytes,
					type: text('Type'),
					speedMtPerSecond: Number(/^(\d+) M(?:T\/s|Hz)$/.exec(speed)?.[1] ?? 0),
					manufacturer: text('Manufacturer'),
					partNumber: text('Part Number'),
					serialNumber: text('Serial Number'),
				},
			];
}

function sizeOf(text = ''): number {
	const { number, unit = '' } = SIZE.exec(text)?.groups ?? {};
	const bytes = Number(number ?? 0) * (UNITS[unit] ?? 0);
	return Number.isSafeInteger(bytes) ? bytes : 0;
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
