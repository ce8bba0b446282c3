import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from './lab.js';
import type { VirtualMachine } from './virtual-machine.js';

/** A plan as `stoker storage plan` gives it. */
export interface OfflinePlan {
	readonly digest: string;
	readonly actions: readonly {
		readonly id: string;
		readonly kind: string;
		readonly uuid?: string;
		readonly partitions?: readonly { readonly guid: string }[];
	}[];
}

interface NodeView {
	readonly inventory: {
		readonly system: { readonly firmware: string };
		readonly memoryBytes: number;
		readonly disks: unknown;
	};
}

/** Plans with files alone, from the inventory that the controller got. */
export async function planOffline(
	lab: Lab,
	nodeId: string,
	given: { readonly layout: object; readonly seed?: string },
): Promise<OfflinePlan> {
	const { inventory } = (await lab.ask('node', 'show', nodeId)) as NodeView;
	const { system, memoryBytes, disks } = inventory;
	const machine = join(lab.folder, `inventory-${nodeId}.json`);
	writeFileSync(machine, JSON.stringify({ firmware: system.firmware, memoryBytes, disks }));
	const schema = join(lab.folder, `layout-${nodeId}.json`);
	writeFileSync(schema, JSON.stringify(given.layout));
	const seed = given.seed === undefined ? [] : ['--seed', given.seed];
	const answer = await lab.ask('storage', 'plan', '--schema', schema, '--inventory', machine, ...seed);
	return answer as OfflinePlan;
}

/** Puts a text into a file of the machine. */
export async function putFile(machine: VirtualMachine, path: string, text: string): Promise<void> {
	await machine.run(`cat >${path} <<'END-OF-FILE'\n${text}\nEND-OF-FILE`);
}
