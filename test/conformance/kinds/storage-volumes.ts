import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { readSchema } from '@stoker/shared/storage/schema/read-schema.js';
import { checkDiskSpace, checkVolumeSizes, volumesInfo } from '@stoker/shared/storage/volumes/check-volumes.js';
import { computeVolumes } from '@stoker/shared/storage/volumes/default-volumes.js';
import type { NodeDisk } from '@stoker/shared/storage/volumes/disk-room.js';
import { readSimpleDisks, simpleDisksOf } from '@stoker/shared/storage/volumes/simple-disks.js';
import { volumeMetadataSchema } from '@stoker/shared/storage/volumes/volume-metadata.js';
import type { Case, Comparison } from '../case.js';
import { isObject, listOf, objectOf, textOf } from '../json.js';
import { expectedCategory, refusalOf } from './storage-input.js';

const MEBIBYTE = 1024 * 1024;
/** What counts of a volume; everything else is incidental. */
const COMPARED = ['type', 'vg', 'mount', 'name', 'size', 'lvm_meta_size', 'min_size', 'bootable', 'volumes', 'id'];

/** Computes the volumes of a node from its roles. */
export function answerVolumes(given: Case): Comparison {
	const input = objectOf(given['input']);
	const read = readSchema(volumeMetadataSchema, input['volumes_metadata']);
	if ('diagnostics' in read) {
		throw new Error(read.diagnostics.map(({ message }) => message).join('; '));
	}
	const computed = computeVolumes({
		metadata: read.value,
		disks: listOf(input['disks']).map((disk) => diskOf(objectOf(disk))),
		ramMib: Number(input['ram_mib']),
		roles: listOf(input['roles']).map(textOf),
		hasImagesInCeph: settingOf(input['editable'], ['storage', 'images_ceph', 'value']) === true,
	});
	const recommended = given['recommended'];
	const category = expectedCategory(given['error'] ?? errorOf(recommended));
	const expected: JsonValue =
		given['error'] === undefined ? comparable(objectOf(given['expected'])) : { error: category };
	const { diagnostics } = computed;
	if (diagnostics.length > 0) {
		const refused = { expected, actual: { error: refusalOf(diagnostics, category) } };
		return recommended === undefined ? refused : { ...refused, recommended: { error: category } };
	}
	const actual = {
		volumes: JSON.parse(JSON.stringify(computed.volumes)) as JsonValue,
		simple: JSON.parse(JSON.stringify(simpleDisksOf(computed.volumes))) as JsonValue,
		volumes_info: volumesInfo(computed).map((info) => ({ ...info })),
		check_disk_space_for_deployment: outcomeOf(checkDiskSpace(computed)),
		check_volume_sizes_for_deployment: outcomeOf(checkVolumeSizes(computed)),
	};
	return { expected, actual: comparable(actual) };
}

/** Checks what somebody wants on the disks of a node. */
export function answerDisksPut(given: Case): Comparison {
	const { body, os: system } = objectOf(given['input']) as Readonly<Record<string, JsonValue | undefined>>;
	const category = expectedCategory(given['error']);
	const read = readSimpleDisks(body, { system: textOf(system) });
	return {
		expected: category === '' ? (given['expected'] ?? null) : { error: category },
		actual: 'disks' in read ? { ok: true } : { error: putRefusal(read.diagnostics, category) },
	};
}

/** The old API had one class for everything that is wrong with a request. */
function putRefusal(diagnostics: readonly Diagnostic[], expected: string): string {
	return expected === 'invalid input' ? expected : refusalOf(diagnostics, expected);
}

function diskOf({ disk, name, extra, size }: JsonObject): NodeDisk {
	const links = listOf(extra).map(textOf);
	return { id: textOf(disk), name: textOf(name), extra: links, sizeMib: Math.trunc(Number(size) / MEBIBYTE) };
}

function settingOf(tree: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
	return path.reduce<JsonValue | undefined>((value, key) => (isObject(value) ? value[key] : undefined), tree);
}

function errorOf(recommended: JsonValue | undefined): JsonValue | undefined {
	const error = objectOf(recommended)['error'];
	return error === undefined ? undefined : { class: error };
}

function outcomeOf(diagnostics: readonly Diagnostic[]): JsonValue {
	return diagnostics.length === 0 ? 'ok' : { error: refusalOf(diagnostics, '') };
}

function comparable(answer: JsonObject): JsonObject {
	return {
		volumes: listOf(answer['volumes']).map(comparedParts),
		simple: answer['simple'] ?? [],
		volumes_info: answer['volumes_info'] ?? [],
		disks_fit: comparedCheck(answer['check_disk_space_for_deployment']),
		volumes_fit: comparedCheck(answer['check_volume_sizes_for_deployment']),
	};
}

function comparedParts(space: JsonValue): JsonValue {
	const shown = Object.entries(objectOf(space)).filter(([key]) => COMPARED.includes(key));
	return Object.fromEntries(
		shown.map(([key, value]) => [key, key === 'volumes' ? listOf(value).map(comparedParts) : value]),
	);
}

function comparedCheck(check: JsonValue | undefined): JsonValue {
	return check === 'ok' ? check : 'does not fit';
}
