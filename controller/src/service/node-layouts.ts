import { parseDocument } from '@stoker/shared/graph/input/parse-document.js';
import { type Diagnostic, hasErrors } from '@stoker/shared/model/diagnostic.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { NodeLayoutView, VolumeDiskView } from '@stoker/shared/model/storage-views.js';
import { solverFor } from '@stoker/shared/storage/allocate/solver-for.js';
import { machineOf } from '@stoker/shared/storage/machine-of.js';
import { selectDisks } from '@stoker/shared/storage/plan/select-disks.js';
import { LAYOUT_FORMATS, type LayoutFormat } from '@stoker/shared/storage/schema/layout-formats.js';
import { layoutFormatOf } from '@stoker/shared/storage/schema/layout-from-any.js';
import { readSimpleDisks, simpleDisksOf } from '@stoker/shared/storage/volumes/simple-disks.js';
import { editVolumes } from '@stoker/shared/storage/volumes/stored-volumes.js';
import type { VolumeEdits } from '@stoker/shared/storage/volumes/volume-edits.js';
import {
	hasEdits,
	type LayoutIntent,
	type LayoutSubject,
	type NodeLayout,
	nodeLayout,
	volumeInputs,
} from '../domain/storage/node-layout.js';
import type { AuditSubject } from './audit.js';
import { findNode } from './lookups.js';
import { objectChanged, recordMutation } from './mutation.js';
import type { ServicePorts } from './ports.js';
import { loadStorageRecord, type StorageRecord } from './storage-record.js';
import { refuseField } from './violations.js';

const MAX_SCHEMA_CHARACTERS = 1024 * 1024;

type Ports = Pick<ServicePorts, 'store' | 'clock'>;

/** A change of a layout, and the version it was decided on; 0 for whatever it is. */
interface LayoutChange {
	/** Id or name. */
	readonly node: string;
	readonly expectedVersion: number;
}

export interface SetNodeLayout extends LayoutChange {
	/** '' for what the schema looks like. */
	readonly format: string;
	readonly schema: string;
}

export interface EditNodeVolumes extends LayoutChange {
	readonly disks: readonly VolumeDiskView[];
}

/** What is to be on the disks of a node. Throws NODE_NOT_FOUND. */
export async function getNodeLayout(ports: Ports, node: string): Promise<NodeLayoutView> {
	return viewOf(await loadRecord(ports, node));
}

/** Keeps a schema as it is written. Throws LAYOUT_INVALID with every problem, NODE_WITHOUT_INVENTORY, LAYOUT_CHANGED. */
export async function setNodeLayout(
	ports: Ports,
	request: SetNodeLayout,
	subject: AuditSubject,
): Promise<NodeLayoutView> {
	const record = await loadRecord(ports, request.node);
	const schema = { format: formatOf(request), text: request.schema };
	const layout = await layoutOf(record, { schema, edits: record.intent.edits });
	const { machine } = layoutSubject(record);
	const selected = layout.layout === undefined ? [] : selectDisks(layout.layout, machine.disks).diagnostics;
	requireSound(record, [...layout.diagnostics, ...selected]);
	return change(ports, { record, request, subject, action: 'SetNodeLayout', intent: { ...record.intent, schema } });
}

/** Takes away whatever an operator wanted. Throws LAYOUT_CHANGED. */
export async function clearNodeLayout(
	ports: Ports,
	request: LayoutChange,
	subject: AuditSubject,
): Promise<NodeLayoutView> {
	const record = await loadRecord(ports, request.node);
	const intent = { schema: undefined, edits: { volumes: [] } };
	return change(ports, { record, request, subject, action: 'ClearNodeLayout', intent });
}

/** Keeps how sizes differ from what the roles ask for. Throws LAYOUT_NOT_EDITABLE, LAYOUT_INVALID, LAYOUT_CHANGED. */
export async function editNodeVolumes(
	ports: Ports,
	request: EditNodeVolumes,
	subject: AuditSubject,
): Promise<NodeLayoutView> {
	const record = await loadRecord(ports, request.node);
	const edits = editsOf(record, request.disks);
	const { diagnostics } = await layoutOf(record, { schema: undefined, edits });
	requireSound(record, diagnostics);
	return change(ports, { record, request, subject, action: 'EditNodeVolumes', intent: { schema: undefined, edits } });
}

/** A record as decisions see it. Throws NODE_WITHOUT_INVENTORY. */
export function layoutSubject(record: StorageRecord, intent: LayoutIntent = record.intent): LayoutSubject {
	const { node, roles, inventory, metadata, hasImagesInCeph } = record;
	if (inventory === undefined) {
		throw new StokerError('NODE_WITHOUT_INVENTORY', `Node ${node.name} has not told of its hardware yet.`, {
			subject: { node: node.id },
		});
	}
	return {
		machine: machineOf(inventory),
		roles,
		metadata,
		hasImagesInCeph,
		schema: intent.schema,
		edits: intent.edits,
	};
}

async function layoutOf(record: StorageRecord, intent: LayoutIntent = record.intent): Promise<NodeLayout> {
	return nodeLayout(layoutSubject(record, intent), { solve: await solverFor(intent.schema?.format) });
}

function loadRecord({ store }: Ports, node: string): Promise<StorageRecord> {
	return store.read(async ({ db }) => loadStorageRecord(db, await findNode(db, node)));
}

function formatOf({ format, schema }: SetNodeLayout): LayoutFormat {
	if (schema.length > MAX_SCHEMA_CHARACTERS) {
		refuseField('schema', `has ${schema.length} characters; at most ${MAX_SCHEMA_CHARACTERS} are allowed`);
	}
	const { value, diagnostics } = parseDocument('schema', schema);
	if (value === undefined) {
		throw new StokerError('LAYOUT_INVALID', 'The schema cannot be read.', { diagnostics });
	}
	const known = format === '' ? layoutFormatOf(value) : LAYOUT_FORMATS.find((one) => one === format);
	const formats = LAYOUT_FORMATS.join(', ');
	return (
		known ??
		refuseField('format', format === '' ? `is not told by the schema: one of ${formats}` : `must be one of ${formats}`)
	);
}

function editsOf(record: StorageRecord, written: readonly VolumeDiskView[]): VolumeEdits {
	const subject = layoutSubject(record);
	const inputs = volumeInputs(subject);
	const { name, id } = record.node;
	if (subject.schema !== undefined || inputs === undefined) {
		const why = subject.schema === undefined ? 'No role of it asks for volumes' : 'A schema is set for it';
		throw new StokerError('LAYOUT_NOT_EDITABLE', `The sizes of node ${name} cannot be edited. ${why}.`, {
			subject: { node: id },
		});
	}
	const current = simpleDisksOf(nodeLayout(subject).volumes?.volumes ?? []);
	const disks = written.map(({ id: disk, name: device, sizeMib: size, isBootable: bootable, volumes }) => ({
		...{ id: disk, name: device, size, bootable },
		volumes: volumes.map((volume) => ({ name: volume.name, size: volume.sizeMib, keep_data: volume.isKept })),
	}));
	const read = readSimpleDisks(disks, { system: record.operatingSystem, current });
	if ('diagnostics' in read) {
		throw unsound(record, read.diagnostics);
	}
	return editVolumes(read.disks, inputs, (text) => text).stored.edits;
}

function requireSound(record: StorageRecord, diagnostics: readonly Diagnostic[]): void {
	if (hasErrors(diagnostics)) {
		throw unsound(record, diagnostics);
	}
}

function unsound({ node }: StorageRecord, diagnostics: readonly Diagnostic[]): StokerError {
	const count = diagnostics.filter(({ severity }) => severity === 'error').length;
	const problem = `The layout has ${count === 1 ? '1 problem' : `${count} problems`} on the disks of node ${node.name}.`;
	return new StokerError('LAYOUT_INVALID', problem, { subject: { node: node.id }, diagnostics });
}

interface Changing {
	readonly record: StorageRecord;
	readonly request: LayoutChange;
	readonly subject: AuditSubject;
	readonly action: string;
	readonly intent: LayoutIntent;
}

async function change(ports: Ports, changing: Changing): Promise<NodeLayoutView> {
	const { record, request, subject, action, intent } = changing;
	const atMs = ports.clock.wallMs();
	const { id, name } = record.node;
	await ports.store.write(async (transaction) => {
		const { db } = transaction;
		const row = await db.selectFrom('node_layout').select('version').where('node_id', '=', id).executeTakeFirst();
		const version = row?.version ?? 0;
		if (version !== record.intent.version || (request.expectedVersion !== 0 && request.expectedVersion !== version)) {
			throw new StokerError('LAYOUT_CHANGED', `The layout of node ${name} has version ${version} by now.`, {
				subject: { node: id, version: String(version) },
			});
		}
		const values = {
			version: version + 1,
			format: intent.schema?.format ?? null,
			written: intent.schema?.text ?? null,
			edits: hasEdits(intent.edits) ? JSON.stringify(intent.edits) : null,
			updated_at: atMs,
			updated_by: subject.actor,
		};
		await db
			.insertInto('node_layout')
			.values({ node_id: id, seed: '', ...values })
			.onConflict((conflict) => conflict.column('node_id').doUpdateSet(values))
			.execute();
		const events = [objectChanged('layout', id, action === 'ClearNodeLayout' ? 'cleared' : 'changed')];
		await recordMutation(transaction, { atMs, subject, action, object: `layout of node ${name}`, events });
	});
	return getNodeLayout(ports, id);
}

async function viewOf(record: StorageRecord): Promise<NodeLayoutView> {
	const { node, intent, inventory } = record;
	const made = inventory === undefined ? undefined : await layoutOf(record);
	const schema = made?.schema ?? intent.schema;
	return {
		nodeId: node.id as NodeId,
		nodeName: node.name,
		source: made?.source ?? (intent.schema === undefined ? 'none' : 'schema'),
		format: schema?.format ?? '',
		schema: schema?.text ?? '',
		version: intent.version,
		edits: intent.edits,
		disks: simpleDisksOf(made?.volumes?.volumes ?? []).map(({ id, name, size, bootable, volumes }) => ({
			...{ id, name, sizeMib: size, isBootable: bootable },
			volumes: volumes.map((volume) => ({ name: volume.name, sizeMib: volume.size, isKept: volume.keep_data })),
		})),
		diagnostics: made?.diagnostics ?? [],
		updatedAtMs: intent.updatedAtMs,
		updatedBy: intent.updatedBy,
	};
}
