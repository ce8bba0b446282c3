import { diagnose } from '../../graph/diagnostic-codes.js';
import { type Diagnostic, hasErrors } from '../../model/diagnostic.js';
import type { JsonValue } from '../../model/task.js';
import { readSchema } from '../schema/read-schema.js';
import { dynamicSchema, type WrittenSpace } from './dynamic-schema.js';
import { evaluateExpressions } from './evaluate-expressions.js';
import { type Space, UNALLOCATED } from './space.js';

/** Types of spaces that get room. */
const ELASTIC_TYPES: ReadonlySet<string> = new Set(['lv', 'partitions']);
const GROUP_TYPE = 'vg';

/** A space as it was written, with its place in the schema. */
export interface PlacedSpace {
	readonly written: WrittenSpace;
	readonly path: string;
}

/** What a dynamic schema asks for on a machine. */
export interface DynamicSpaces {
	/** What gets room, in the order of the schema. */
	readonly spaces: readonly Space[];
	/** The same spaces as written. */
	readonly elastic: readonly PlacedSpace[];
	readonly groups: readonly PlacedSpace[];
}

export interface DynamicSpacesResult {
	/** Undefined where any diagnostic is an error. */
	readonly wanted: DynamicSpaces | undefined;
	readonly diagnostics: readonly Diagnostic[];
}

/** Reads a dynamic schema for the hardware that its expressions look at. */
export function readDynamicSchema(
	written: JsonValue,
	hardware: { readonly facts: JsonValue; readonly diskIds: readonly string[] },
): DynamicSpacesResult {
	const evaluated = evaluateExpressions(written, hardware.facts);
	if (evaluated.diagnostics.length > 0) {
		return { wanted: undefined, diagnostics: evaluated.diagnostics };
	}
	const read = readSchema(dynamicSchema, evaluated.value);
	if ('diagnostics' in read) {
		return { wanted: undefined, diagnostics: read.diagnostics };
	}
	const placed = read.value.map((space, index): PlacedSpace => ({ written: space, path: `[${index}]` }));
	const elastic = placed.filter((space) => ELASTIC_TYPES.has(space.written.type));
	const groups = placed.filter((space) => space.written.type === GROUP_TYPE);
	const known = new Set(hardware.diskIds);
	const diagnostics = [...checkSpaces(placed), ...elastic.flatMap((space) => unknownDisks(space, known))];
	const spaces = elastic.map((space) => spaceOf(space, known));
	return { wanted: hasErrors(diagnostics) ? undefined : { spaces, elastic, groups }, diagnostics };
}

function spaceOf({ written, path }: PlacedSpace, knownDisks: ReadonlySet<string>): Space {
	const { id, size, min_size: least, max_size: most, weight, none_order: hasNoOrder } = written;
	return {
		id,
		minMebibytes: size ?? least ?? 0,
		maxMebibytes: size ?? most ?? Number.POSITIVE_INFINITY,
		weight,
		bestDiskIds: [...new Set(written.best_with_disks)].filter((disk) => knownDisks.has(disk)),
		hasNoOrder,
		sizePath: `${path}.${typeof size === 'number' ? 'size' : 'min_size'}`,
	};
}

function checkSpaces(spaces: readonly PlacedSpace[]): readonly Diagnostic[] {
	const seen = new Set([UNALLOCATED.id]);
	return spaces.flatMap(({ written, path }) => {
		const { id, type, size, min_size: least, max_size: most } = written;
		const found: Diagnostic[] = [];
		if (seen.has(id)) {
			const message = `Space ${id} is there more than once, or named like the room left over`;
			found.push(diagnose('NAME_DUPLICATE', message, { path: `${path}.id` }));
		}
		seen.add(id);
		if (type !== GROUP_TYPE && !ELASTIC_TYPES.has(type)) {
			const message = `Space ${id} gets no room: its type ${type} is not lv, partitions or vg`;
			const hint = type === 'partition' ? 'Write `partitions`.' : 'Choose lv, partitions or vg.';
			found.push(diagnose('FIELD_WITHOUT_EFFECT', message, { path: `${path}.type`, hint }));
		}
		if (typeof size !== 'number' && typeof least === 'number' && typeof most === 'number' && least > most) {
			const message = `Space ${id} asks for at least ${least} MiB and at most ${most} MiB`;
			const hint = 'Ask for no more at least than at most.';
			found.push(diagnose('SPACE_TOO_SMALL', message, { path: `${path}.max_size`, hint }));
		}
		return found;
	});
}

function unknownDisks({ written, path }: PlacedSpace, known: ReadonlySet<string>): readonly Diagnostic[] {
	return (written.best_with_disks ?? []).flatMap((disk, index) => {
		const message = `Space ${written.id} prefers disk ${disk}, which the machine does not have`;
		const place = { path: `${path}.best_with_disks[${index}]` };
		return known.has(disk) ? [] : [diagnose('FIELD_WITHOUT_EFFECT', message, place)];
	});
}
