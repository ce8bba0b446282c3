import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import type { StorageInventory } from '@stoker/shared/storage/inventory.js';
import type { WantedImage } from '@stoker/shared/storage/schema/add-images.js';
import { layoutFromKsSpaces } from '@stoker/shared/storage/schema/layout-from-ks-spaces.js';
import type { LayoutResult } from '@stoker/shared/storage/schema/layout-result.js';
import type { Case, Comparison } from '../case.js';
import { listOf, objectOf, textOf } from '../json.js';
import { expectedCategory, machineOf, refusalOf } from './storage-input.js';
import { oldFormOf } from './storage-old-form.js';

const DEFAULT_IMAGES: JsonObject = {
	'/': { uri: 'http://fake.host.org:123/imgs/fake_image.img.gz', format: 'ext4', container: 'gzip' },
};
/** Fixture text, or what follows from the rest. */
const INCIDENTAL = new Set(['kernel_params', 'boot_device_grub1', 'boot_device_grub2', 'grub_version']);

/** Lays out disks as `ks_spaces` says. */
export function answerKsSpaces(given: Case): Comparison {
	const input = objectOf(given['input']);
	const category = expectedCategory(given['error']);
	const { layout, diagnostics } = layoutOfCase(input);
	const old: JsonObject = layout === undefined ? { error: refusalOf(diagnostics, category) } : oldFormOf(layout);
	const expected: JsonObject = category === '' ? comparable(objectOf(given['expected'])) : { error: category };
	const actual = layout === undefined ? old : likeExpected(objectOf(given['expected']), old);
	return { expected, actual, decisions: layout === undefined ? [] : decisionsOf(input['ks_spaces']) };
}

/** The layout of a case, and the machine it is for. */
export function layoutOfCase(input: JsonObject): LayoutResult & { readonly machine: StorageInventory } {
	const options = objectOf(input['options']);
	const machine = machineOf(input['inventory']);
	const result = layoutFromKsSpaces(input['ks_spaces'], machine, {
		hasConfigDrive: options['configdrive'] !== false,
		isGrubOne: textOf(options['profile']).includes('centos-6'),
		images: imagesOf(options),
		kernelParameters: '',
	});
	return { ...result, machine };
}

/** Images of a case, with sizes and sums of the file that describes them. */
export function imagesOf(options: JsonObject): ReadonlyMap<string, WantedImage> {
	const described = listOf(objectOf(options['meta'])['images']).map(objectOf);
	const wanted = objectOf(options['images'] ?? DEFAULT_IMAGES);
	return new Map(
		Object.entries(wanted).map(([mount, value]) => {
			const { uri, format, container } = objectOf(value);
			const fileName = textOf(uri).split('/').at(-1);
			const content = described.find(({ container_name: name }) => name === fileName) ?? {};
			const { raw_size: size, raw_md5: md5 } = content as Readonly<Record<string, JsonValue | undefined>>;
			const image = { uri: textOf(uri), format: textOf(format), container: textOf(container) };
			return [mount, { ...image, sizeBytes: typeof size === 'number' ? size : 0, md5: textOf(md5) }];
		}),
	);
}

/** Where ours answers otherwise on purpose, by names of docs/deviations.md. */
function decisionsOf(spaces: JsonValue | undefined): readonly string[] {
	const volumes = listOf(spaces).flatMap((space) => {
		const { id, type, volumes: inSpace } = objectOf(space) as Readonly<Record<string, JsonValue | undefined>>;
		return listOf(inSpace).map((volume) => ({ group: type === 'vg' ? textOf(id) : '', ...objectOf(volume) }));
	});
	const root = volumes.find(({ mount }: JsonObject) => mount === '/');
	const hasJournals = volumes.some(({ name }: JsonObject) => name === 'cephjournal');
	return [
		...(hasJournals ? ['journals-are-divided'] : []),
		...(root !== undefined && root.group !== '' && root.group !== 'os' ? ['root-group-has-any-name'] : []),
	];
}

/** The parts of an answer in the old form that count. */
export function comparable(expected: JsonObject): JsonObject {
	const kept = Object.entries(expected).filter(([key]) => !INCIDENTAL.has(key));
	return {
		...Object.fromEntries(kept),
		disks: listOf(expected['disks']).map((disk) => comparableDisk(objectOf(disk))),
	};
}

/** Where partitions begin and end in MiB has holes of 1 MiB. */
function comparableDisk(disk: JsonObject): JsonObject {
	const partitions = listOf(disk['partitions']).map((partition) => {
		return Object.fromEntries(Object.entries(objectOf(partition)).filter(([key]) => !/^(?:begin|end)_mib$/.test(key)));
	});
	return { ...disk, partitions };
}

/** The parts of an answer that the case also has. Types of partitions count where the case gives one. */
export function likeExpected(expected: JsonObject, actual: JsonObject): JsonObject {
	const disks = listOf(actual['disks']).map((disk, index) => {
		const first = objectOf(listOf(expected['disks'])[index]);
		const partitions = listOf(objectOf(disk)['partitions']).map((partition, position) => {
			return likePartition(objectOf(listOf(first['partitions'])[position]), objectOf(partition));
		});
		return { ...objectOf(disk), partitions };
	});
	const known = Object.entries(actual).filter(([key]) => expected[key] !== undefined);
	return { ...Object.fromEntries(known), disks };
}

function likePartition(expected: JsonObject, actual: JsonObject): JsonObject {
	const shown = Object.entries(actual).filter(([key]) => !key.startsWith('sector_') || expected[key] !== undefined);
	const typeGuid = expected['type_guid'] === null ? null : (actual['type_guid'] ?? null);
	return { ...Object.fromEntries(shown), type_guid: typeGuid };
}
