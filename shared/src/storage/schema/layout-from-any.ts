import { diagnose } from '../../graph/diagnostic-codes.js';
import type { JsonValue } from '../../model/task.js';
import { layoutFromSpaces } from '../allocate/layout-from-spaces.js';
import type { LinearSolver } from '../allocate/linear-program.js';
import { boundedDiagnostics } from '../bounded-diagnostics.js';
import type { StorageInventory } from '../inventory.js';
import type { WantedImage } from './add-images.js';
import { LAYOUT_FORMATS, type LayoutFormat } from './layout-formats.js';
import { layoutFromDocument } from './layout-from-document.js';
import { layoutFromGeneric } from './layout-from-generic.js';
import { layoutFromKsSpaces } from './layout-from-ks-spaces.js';
import { layoutFromNailgunSimple } from './layout-from-nailgun-simple.js';
import type { LayoutResult } from './layout-result.js';

/** What is not written in a schema. */
export interface LayoutSurroundings {
	/** Without it, or where it does not say, the one that the schema looks like; `dynamic` looks like no other. */
	readonly format?: LayoutFormat | undefined;
	/** Needed by `dynamic`: see `solverFor`. */
	readonly solve?: LinearSolver | undefined;
	/** Whether room for a configdrive is to be made, in formats that leave that to others. */
	readonly hasConfigDrive?: boolean;
}

type Reader = (written: unknown, machine: StorageInventory, surroundings: LayoutSurroundings) => LayoutResult;

/** What provisioning data tell beside the schema. */
const PLAIN = { images: new Map<string, WantedImage>(), kernelParameters: '' };

/** How each format is read when there is nothing but the file: without images, for GRUB 2. */
const READERS: Readonly<Record<LayoutFormat, Reader>> = {
	layout: layoutFromDocument,
	nailgun_simple: (written, machine) => layoutFromNailgunSimple(written, machine, { ...PLAIN, unit: 'bytes' }),
	nailgun_simple_mib: (written, machine) => layoutFromNailgunSimple(written, machine, { ...PLAIN, unit: 'MiB' }),
	generic: (written, machine) => layoutFromGeneric(written, machine),
	ks_spaces: (written, machine, { hasConfigDrive = false }) =>
		layoutFromKsSpaces(written, machine, { ...PLAIN, hasConfigDrive, isGrubOne: false }),
	dynamic: (written, machine, { solve }) => {
		if (solve === undefined) {
			throw new Error('spaces are allocated by a solver');
		}
		return layoutFromSpaces(written as JsonValue, machine, solve);
	},
};

/** Reads a layout in the format given, or else in the one that it looks like. */
export function layoutFromAny(
	written: unknown,
	machine: StorageInventory,
	surroundings: LayoutSurroundings = {},
): LayoutResult {
	const chosen = surroundings.format ?? layoutFormatOf(written);
	if (chosen === undefined) {
		const message = `The schema is of none of the formats ${LAYOUT_FORMATS.join(', ')}`;
		return { layout: undefined, diagnostics: [diagnose('FIELD_INVALID', message)] };
	}
	const { layout, diagnostics } = READERS[chosen](written, machine, surroundings);
	return { layout, diagnostics: boundedDiagnostics(diagnostics) };
}

/** The format that a schema looks like; `dynamic` looks like no other. */
export function layoutFormatOf(written: unknown): LayoutFormat | undefined {
	if (Array.isArray(written)) {
		return 'ks_spaces';
	}
	if (typeof written !== 'object' || written === null) {
		return undefined;
	}
	const marks = { disks: 'layout', parteds: 'nailgun_simple', partitions: 'generic' } as const;
	return Object.entries(marks).find(([key]) => key in written)?.[1];
}
