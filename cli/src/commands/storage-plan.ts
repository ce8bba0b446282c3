import { createHash } from 'node:crypto';
import { parseDocument } from '@stoker/shared/graph/input/parse-document.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import { diskPictures } from '@stoker/shared/picture/disks/disk-picture.js';
import { drawDisksSvg } from '@stoker/shared/picture/disks/draw-disks-svg.js';
import { solverFor } from '@stoker/shared/storage/allocate/solver-for.js';
import type { StorageInventory } from '@stoker/shared/storage/inventory.js';
import type { Layout } from '@stoker/shared/storage/layout.js';
import { machineOf } from '@stoker/shared/storage/machine-of.js';
import { parseStorageInventory } from '@stoker/shared/storage/parse-storage-inventory.js';
import { planStorage } from '@stoker/shared/storage/plan/plan-storage.js';
import { layoutFromAny } from '@stoker/shared/storage/schema/layout-from-any.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import type { FilePlanValues, NodePlanValues, StoragePlanValues } from '../arguments/storage.js';
import { readText } from '../system/task-sources.js';
import { renderDiagnostics, summariseDiagnostics } from '../views/diagnostic-view.js';
import { OUTPUT_SCHEMA } from '../views/printer.js';
import { renderStoragePlan } from '../views/storage-plan-view.js';
import type { CommandContext, Run } from './command-context.js';
import { EXIT } from './exit-codes.js';

/** A plan with what it was made from, or why there is none. */
interface Planned {
	readonly title: string;
	readonly drawn:
		| { readonly plan: StoragePlan; readonly inventory: StorageInventory; readonly layout: Layout }
		| undefined;
	readonly diagnostics: readonly Diagnostic[];
}

export const planStorageOf: Run<StoragePlanValues> = async (values, context) => {
	const planned = values.kind === 'node' ? await planNode(values, context) : await planFiles(values);
	await tell(planned.diagnostics, context);
	if (planned.drawn === undefined) {
		return EXIT.failure;
	}
	await show(planned.drawn, { ...planned, format: values.format }, context);
	return EXIT.ok;
};

async function planNode({ node, consents, isForced }: NodePlanValues, context: CommandContext): Promise<Planned> {
	const client = await context.connect();
	const { nodeName, plan, layout, inventory, diagnostics } = await client.storage.plan(node, { consents, isForced });
	const isWhole = plan !== undefined && layout !== undefined && inventory !== undefined;
	const drawn = isWhole ? { plan, layout, inventory: machineOf(inventory) } : undefined;
	return { title: `Disks of ${nodeName}`, drawn, diagnostics };
}

async function planFiles(values: FilePlanValues): Promise<Planned> {
	const machine = await readDocument(values.inventory);
	const schema = await readDocument(values.schema);
	const read = machine.value === undefined ? undefined : parseStorageInventory(machine.value);
	const inventory = read !== undefined && 'value' in read ? read.value : undefined;
	const title = `Disks by ${values.schema}`;
	const problems = [
		...machine.diagnostics,
		...schema.diagnostics,
		...inFile(values.inventory, read !== undefined && 'diagnostics' in read ? read.diagnostics : []),
	];
	if (inventory === undefined || schema.value === undefined) {
		return { title, drawn: undefined, diagnostics: problems };
	}
	const solve = await solverFor(values.schemaFormat);
	const made = layoutFromAny(schema.value, inventory, { format: values.schemaFormat, solve });
	const { layout } = made;
	const { seed, consents } = values;
	const planned = layout && planStorage({ inventory, layout, seed, consents, sha256 });
	const diagnostics = [...problems, ...inFile(values.schema, [...made.diagnostics, ...(planned?.diagnostics ?? [])])];
	const plan = planned?.plan;
	return {
		title,
		drawn: layout === undefined || plan === undefined ? undefined : { plan, inventory, layout },
		diagnostics,
	};
}

async function show(
	{ plan, inventory, layout }: NonNullable<Planned['drawn']>,
	{ title, format }: { readonly title: string; readonly format: StoragePlanValues['format'] },
	context: CommandContext,
): Promise<void> {
	const { stdout } = context.terminal;
	switch (format) {
		case 'json':
			await stdout.write(`${JSON.stringify({ schema: OUTPUT_SCHEMA, kind: 'storage_plan', data: plan }, null, 2)}\n`);
			break;
		case 'yaml': {
			const { yamlText } = await import('../views/yaml-text.js');
			await stdout.write(yamlText({ schema: OUTPUT_SCHEMA, kind: 'storage_plan', data: plan }));
			break;
		}
		case 'svg':
			await stdout.write(drawDisksSvg(diskPictures(plan, inventory, layout), title));
			break;
		case 'table':
			await stdout.write(renderStoragePlan(plan, diskPictures(plan, inventory, layout), context.printer.style));
	}
}

async function readDocument(file: string) {
	return parseDocument(file, await readText(file));
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

function inFile(file: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
	return diagnostics.map((diagnostic) => ({ file, ...diagnostic }));
}

async function tell(diagnostics: readonly Diagnostic[], context: CommandContext): Promise<void> {
	const shown = context.options.isQuiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics;
	if (shown.length > 0) {
		const text = `${renderDiagnostics(shown, context.messageStyle)}${summariseDiagnostics(shown)}\n`;
		await context.terminal.stderr.write(text);
	}
}
