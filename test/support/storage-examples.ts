import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parseDocument } from '@stoker/shared/graph/input/parse-document.js';
import type { StorageInventory } from '@stoker/shared/storage/inventory.js';
import type { Layout } from '@stoker/shared/storage/layout.js';
import { parseStorageInventory } from '@stoker/shared/storage/parse-storage-inventory.js';
import { planStorage } from '@stoker/shared/storage/plan/plan-storage.js';
import type { LayoutFormat } from '@stoker/shared/storage/schema/layout-formats.js';
import { layoutFromAny } from '@stoker/shared/storage/schema/layout-from-any.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';

const FOLDER = new URL('../../examples/storage/', import.meta.url);
/** Of the machine in use, half an array is not in these layouts; the others are planned on what is there. */
const ON_BLANK_DISKS = /^(?:04|05)/;
const WRITTEN_IN_MIB = /^19/;

/** File names of the example layouts. */
export const STORAGE_EXAMPLES = readdirSync(FOLDER).filter((name) => /^\d/.test(name));

export type ExampleMachine = 'blank-machine.json' | 'used-machine.json';

export interface PlannedExample {
	readonly plan: StoragePlan;
	readonly layout: Layout;
	readonly inventory: StorageInventory;
}

/** Plans an example on one of the example machines; throws with every problem. */
export function planExample(
	name: string,
	machine: ExampleMachine = ON_BLANK_DISKS.test(name) ? 'blank-machine.json' : 'used-machine.json',
): PlannedExample {
	const parsed = parseStorageInventory(readExample(machine));
	if (!('value' in parsed)) {
		throw new Error(`${machine} cannot be read`);
	}
	const inventory = parsed.value;
	const format: LayoutFormat | undefined = WRITTEN_IN_MIB.test(name) ? 'nailgun_simple_mib' : undefined;
	const { layout, diagnostics } = layoutFromAny(readExample(name), inventory, { format });
	const planned = layout && planStorage({ inventory, layout, seed: '', consents: [], sha256 });
	if (layout === undefined || planned?.plan === undefined) {
		throw new Error([...diagnostics, ...(planned?.diagnostics ?? [])].map(({ message }) => message).join('\n'));
	}
	return { plan: planned.plan, layout, inventory };
}

/** The document in a file of the examples. */
export function readExample(name: string): unknown {
	return parseDocument(name, readFileSync(new URL(name, FOLDER), 'utf8')).value;
}

export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
