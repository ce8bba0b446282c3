import { hash } from 'node:crypto';
import { parseDocument } from '@stoker/shared/graph/input/parse-document.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import { diskPictures } from '@stoker/shared/picture/disks/disk-picture.js';
import { drawDisksSvg } from '@stoker/shared/picture/disks/draw-disks-svg.js';
import { solverFor } from '@stoker/shared/storage/allocate/solver-for.js';
import { parseStorageInventory } from '@stoker/shared/storage/parse-storage-inventory.js';
import { planStorage } from '@stoker/shared/storage/plan/plan-storage.js';
import { layoutFromAny } from '@stoker/shared/storage/schema/layout-from-any.js';
import type { StoragePlanValues } from '../arguments/storage.js';
import { readText } from '../system/task-sources.js';
import { renderDiagnostics, summariseDiagnostics } from '../views/diagnostic-view.js';
import { OUTPUT_SCHEMA } from '../views/printer.js';
import { renderStoragePlan } from '../views/storage-plan-view.js';
import type { CommandContext, Run } from './command-context.js';
import { EXIT } from './exit-codes.js';

export const planStorageFiles: Run<StoragePlanValues> = async (values, context) => {
	const machine = await readDocument(values.inventory);
	const schema = await readDocument(values.schema);
	const read = machine.value === undefined ? undefined : parseStorageInventory(machine.value);
	const inventory = read !== undefined && 'value' in read ? read.value : undefined;
	const problems = [
		...machine.diagnostics,
		...schema.diagnostics,
		...inFile(values.inventory, read !== undefined && 'diagnostics' in read ? read.diagnostics : []),
	];
	if (inventory === undefined || schema.value === undefined) {
		await tell(problems, context);
		return EXIT.failure;
	}
	const solve = await solverFor(values.schemaFormat);
	const made = layoutFromAny(schema.value, inventory, { format: values.schemaFormat, solve });
	const { layout } = made;
	const { seed, consents } = values;
	const planned = layout && planStorage({ inventory, layout, seed, consents, sha256 });
	await tell([...problems, ...inFile(values.schema, [...made.diagnostics, ...(planned?.diagnostics ?? [])])], context);
	if (layout === undefined || planned?.plan === undefined) {
		return EXIT.failure;
	}
	const { plan } = planned;
	const { stdout } = context.terminal;
	switch (values.format) {
		case 'json':
			await stdout.write(`${JSON.stringify({ schema: OUTPUT_SCHEMA, kind: 'storage_plan', data: plan }, null, 2)}\n`);
			break;
		case 'yaml': {
			const { yamlText } = await import('../views/yaml-text.js');
			await stdout.write(yamlText({ schema: OUTPUT_SCHEMA, kind: 'storage_plan', data: plan }));
			break;
		}
		case 'svg':
			await stdout.write(drawDisksSvg(diskPictures(plan, inventory, layout), `Disks by ${values.schema}`));
			break;
		case 'table':
			await stdout.write(renderStoragePlan(plan, diskPictures(plan, inventory, layout), context.printer.style));
	}
	return EXIT.ok;
};

async function readDocument(file: string) {
	return parseDocument(file, await readText(file));
}

function sha256(text: string): string {
	return hash('sha256', text);
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
