import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { partitionDevice } from '@stoker/shared/storage/device-names.js';
import type { DiskInventory, PartitionContent, StorageInventory } from '@stoker/shared/storage/inventory.js';
import { layoutFromNailgunSimple } from '@stoker/shared/storage/schema/layout-from-nailgun-simple.js';
import type { Case, Comparison } from '../case.js';
import { isList, isObject, listOf, objectOf, textOf } from '../json.js';
import { expectedCategory, machineOf, refusalOf } from './storage-input.js';
import { comparable, imagesOf, likeExpected } from './storage-ks-spaces.js';
import { oldFormOf } from './storage-old-form.js';
import { simpleFormOf } from './storage-simple-form.js';

const GIBIBYTE = 1024 ** 3;
const DISK_BYTES = 4096 * GIBIBYTE;
const PARTITION_BYTES = 1024 * GIBIBYTE;

/** Takes a static scheme and gives its objects back. */
export function answerNailgunSimple(given: Case): Comparison {
	const input = objectOf(given['input']);
	const scheme = input['partitioning'];
	const category = expectedCategory(given['error']);
	const { layout, diagnostics } = layoutFromNailgunSimple(scheme, machineFor(objectOf(scheme)), {
		unit: 'MiB',
		images: imagesOf(objectOf(input['options'])),
		kernelParameters: '',
	});
	if (layout === undefined) {
		return { expected: given['expected'] ?? { error: category }, actual: { error: refusalOf(diagnostics, category) } };
	}
	const expected = objectOf(given['expected']);
	if (expected['disks'] !== undefined) {
		return { expected: comparable(expected), actual: likeExpected(expected, oldFormOf(layout)) };
	}
	const objects = {
		...expected,
		...(expected['mds'] === undefined ? {} : { mds: listOf(expected['mds']).map(withLevel) }),
	};
	return {
		expected: category === '' ? objects : { error: category },
		actual: likeObjects(objects, simpleFormOf(layout)),
	};
}

/** Names of levels that are others here. */
const LEVEL_NAMES: Readonly<Record<string, string>> = { raid1: 'mirror', stripe: 'raid0' };

/** The same array with the one name its level has here. */
function withLevel(raid: JsonValue): JsonValue {
	const { level = '' } = objectOf(raid) as Readonly<Record<string, JsonValue | undefined>>;
	const name = typeof level === 'number' ? `raid${level}` : textOf(level).replace(/^(?=\d)/, 'raid');
	return { ...objectOf(raid), level: LEVEL_NAMES[name] ?? name };
}

/** Cases name no machine: it has every disk of the scheme, and every partition that the scheme does not make. */
function machineFor(scheme: JsonObject): StorageInventory {
	const made = listOf(scheme['parteds']).map(objectOf);
	const makes = new Set(
		made.flatMap(({ partitions }) => listOf(partitions).map((one) => textOf(objectOf(one)['name']))),
	);
	const named = listOf(scheme['pvs']).map((volume) => textOf(objectOf(volume)['name']));
	const { disks, ...machine } = machineOf(
		[
			...new Set([...made.map(({ name }) => textOf(name)), ...named.filter((name) => !makes.has(name)).map(diskOf)]),
		].map((device) => ({ device, size_bytes: DISK_BYTES, links: [] })),
	);
	return {
		...machine,
		disks: disks.map((disk) =>
			withPartitions(
				disk,
				named.filter((name) => !makes.has(name)),
			),
		),
	};
}

function diskOf(partition: string): string {
	return partition.replace(/p?\d+$/, '');
}

function withPartitions(disk: DiskInventory, devices: readonly string[]): DiskInventory {
	const numbers = devices
		.filter((device) => diskOf(device) === disk.device)
		.map((device) => Number(/\d+$/.exec(device)));
	const partitions = numbers
		.filter((number) => devices.includes(partitionDevice(disk.device, number)))
		.map((number, index): PartitionContent => {
			const startBytes = GIBIBYTE + index * PARTITION_BYTES;
			const place = { number, startBytes, sizeBytes: PARTITION_BYTES };
			return { ...place, typeGuid: '', guid: '', name: '', flags: [], signatures: [], holders: [] };
		});
	return { ...disk, content: { ...disk.content, table: { label: 'gpt', guid: '', partitions } } };
}

/** The same objects with the fields that the case has; defaults it leaves out are not compared. */
function likeObjects(expected: JsonValue, actual: JsonValue): JsonValue {
	if (isList(expected) && isList(actual)) {
		return actual.map((item, index) => likeObjects(expected[index] ?? null, item));
	}
	if (isObject(expected) && isObject(actual)) {
		const shared = Object.entries(actual).filter(([key]) => expected[key] !== undefined);
		return Object.fromEntries(shared.map(([key, value]) => [key, likeObjects(expected[key] ?? null, value)]));
	}
	return expected === null ? null : actual;
}
