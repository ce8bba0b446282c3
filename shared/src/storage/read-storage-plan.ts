import { z } from 'zod';
import { diagnose } from '../graph/diagnostic-codes.js';
import { canonicalJson } from '../model/canonical-json.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { readSchema, shortText } from './schema/read-schema.js';
import type { ActionDisk, StorageAction } from './storage-action.js';
import { actionDisk, bytes, list, MAX_ITEMS, storageAction, tablePartition } from './storage-action-schemas.js';
import type { StoragePlan } from './storage-plan.js';

const MAX_ACTIONS = 16 * MAX_ITEMS;

const lostItem = z.strictObject({
	startBytes: bytes,
	sizeBytes: bytes,
	number: z.int().nonnegative(),
	name: shortText,
	signatures: list(z.strictObject({ type: shortText, label: shortText, uuid: shortText })),
	holders: list(shortText),
});

const storagePlan = z.strictObject({
	digest: shortText,
	disks: list(
		z.strictObject({
			disk: actionDisk,
			model: shortText,
			change: z.enum(['unchanged', 'rebuilt', 'refilled', 'emptied']),
			partitions: list(tablePartition),
		}),
	),
	actions: z.array(storageAction).max(MAX_ACTIONS, `must have at most ${MAX_ACTIONS} items`),
	destroys: list(
		z.strictObject({
			serial: shortText,
			wwn: shortText,
			device: shortText,
			model: shortText,
			items: list(lostItem),
			bytes,
		}),
	),
}) satisfies z.ZodType<StoragePlan>;

/**
 * Reads a plan that came over a wire or out of a file: strictly, with every problem. A plan whose digest is not that of
 * its content is refused, for nobody agreed to it; so is one that names disks or places which are not its own.
 */
export function readStoragePlan(
	document: unknown,
	sha256: (text: string) => string,
): { readonly plan: StoragePlan } | { readonly problems: readonly Diagnostic[] } {
	const read = readSchema(storagePlan, document);
	if ('diagnostics' in read) {
		return { problems: read.diagnostics };
	}
	const { digest, ...content } = read.value;
	const problems = [
		...(digest === sha256(canonicalJson(content))
			? []
			: [
					invalid('digest', 'must be the SHA-256 of the rest of the plan: it was changed, or it is of another version'),
				]),
		...ownershipProblems(read.value),
		...repeatedIds(read.value),
	];
	return problems.length === 0 ? { plan: read.value } : { problems };
}

function invalid(path: string, expected: string): Diagnostic {
	return diagnose('FIELD_INVALID', `${path} ${expected}`, { path, hint: `It ${expected}.` });
}

function ownershipProblems({ disks, actions }: StoragePlan): readonly Diagnostic[] {
	const own = new Map(disks.map(({ disk }) => [disk.id, canonicalJson(disk)]));
	return actions.flatMap((action, index) => {
		const isForeign = (disk: ActionDisk) => own.get(disk.id) !== canonicalJson(disk);
		return [
			...(action.diskIds.every((id) => own.has(id))
				? []
				: [invalid(`actions[${index}].diskIds`, 'must name disks of the plan')]),
			...(disksIn(action).some(isForeign)
				? [invalid(`actions[${index}]`, 'must name disks as the plan has them in its list of disks')]
				: []),
		];
	});
}

/** Every disk that stands anywhere in an action. */
function disksIn(value: StorageAction): readonly ActionDisk[] {
	const walk = (part: unknown): readonly ActionDisk[] =>
		typeof part !== 'object' || part === null
			? []
			: Object.entries(part).flatMap(([key, inner]) =>
					key === 'disk' ? [inner as ActionDisk] : key === 'disks' ? (inner as readonly ActionDisk[]) : walk(inner),
				);
	return walk(value);
}

function repeatedIds({ actions, disks }: StoragePlan): readonly Diagnostic[] {
	return [
		...repeated(
			actions.map(({ id }) => id),
			(index) => `actions[${index}].id`,
		),
		...repeated(
			disks.map(({ disk }) => disk.id),
			(index) => `disks[${index}].disk.id`,
		),
	];
}

function repeated(ids: readonly string[], path: (index: number) => string): readonly Diagnostic[] {
	const first = new Map(ids.map((id, index) => [id, index] as const).toReversed());
	return ids.flatMap((id, index) => (first.get(id) === index ? [] : [invalid(path(index), 'must not be there twice')]));
}
