import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { allocateSpaces } from '@stoker/shared/storage/allocate/allocate-spaces.js';
import { hardwareSchema } from '@stoker/shared/storage/allocate/dynamic-schema.js';
import { loadLinearSolver } from '@stoker/shared/storage/allocate/load-linear-solver.js';
import { readDynamicSchema } from '@stoker/shared/storage/allocate/read-dynamic-schema.js';
import type { DiskAllocation } from '@stoker/shared/storage/allocate/space.js';
import { readSchema } from '@stoker/shared/storage/schema/read-schema.js';
import type { Case, Comparison } from '../case.js';
import { listOf, objectOf, textOf } from '../json.js';
import { expectedCategory, refusalOf } from './storage-input.js';

/** MiB that a recorded size may differ by. */
const TOLERANCE = 1;

/** Puts the spaces of a dynamic schema onto disks. */
export async function answerDynamic(given: Case): Promise<Comparison> {
	const category = expectedCategory(given['error']);
	const expected: JsonValue = category === '' ? sizesOf(listOf(given['expected'])) : { error: category };
	const actual = await allocate(objectOf(given['input']), category);
	return { expected, actual: category === '' ? withinTolerance(expected, actual) : actual };
}

async function allocate(input: JsonObject, category: string): Promise<JsonValue> {
	const facts = input['hw_info'] ?? null;
	const hardware = readSchema(hardwareSchema, facts);
	if ('diagnostics' in hardware) {
		return { error: refusalOf(hardware.diagnostics, category) };
	}
	const disks = hardware.value.disks.map(({ id, size }) => ({ diskId: id, mebibytes: size }));
	const read = readDynamicSchema(input['dynamic_schema'] ?? null, {
		facts,
		diskIds: disks.map(({ diskId }) => diskId),
	});
	if (read.wanted === undefined) {
		return { error: refusalOf(read.diagnostics, category) };
	}
	const allocated = allocateSpaces(disks, read.wanted.spaces, await loadLinearSolver());
	return 'diagnostics' in allocated
		? { error: refusalOf(allocated.diagnostics, category) }
		: allocated.disks.map(answerOf);
}

function answerOf({ diskId, mebibytes, spaces }: DiskAllocation): JsonObject {
	return {
		disk_id: diskId,
		size: mebibytes,
		spaces: spaces.map((space) => ({ space_id: space.spaceId, size: space.mebibytes })),
	};
}

function sizesOf(disks: readonly JsonValue[]): JsonValue {
	return disks.map((disk) => {
		const { disk_id: diskId = null, size = null, spaces } = objectOf(disk) as Readonly<Record<string, JsonValue>>;
		return { disk_id: diskId, size, spaces: listOf(spaces) };
	});
}

/** The answer with the recorded sizes where its own are close enough. */
function withinTolerance(expected: JsonValue, actual: JsonValue): JsonValue {
	if (!Array.isArray(actual)) {
		return actual;
	}
	return listOf(actual).map((disk, index) => {
		const recorded = listOf(objectOf(listOf(expected)[index])['spaces']).map(objectOf);
		const spaces = listOf(objectOf(disk)['spaces']).map((space) => {
			const { space_id: id = null, size = null } = objectOf(space) as Readonly<Record<string, JsonValue>>;
			const twin = recorded.find((candidate) => textOf(candidate['space_id']) === id);
			const isClose = Math.abs(Number(twin?.['size']) - Number(size)) <= TOLERANCE;
			return { space_id: id, size: isClose ? (twin?.['size'] ?? size) : size };
		});
		return { ...objectOf(disk), spaces };
	});
}
