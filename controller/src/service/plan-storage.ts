import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { diagnose } from '@stoker/shared/graph/diagnostic-codes.js';
import type { PlanGraph, PlanTask } from '@stoker/shared/graph/plan-graph.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import { compareNodeIds, type NodeId } from '@stoker/shared/model/ids.js';
import type { PlanLossView, PlanStorageView } from '@stoker/shared/model/storage-views.js';
import type { JsonObject } from '@stoker/shared/model/task.js';
import { solverFor } from '@stoker/shared/storage/allocate/solver-for.js';
import { describeLostItem } from '@stoker/shared/storage/describe-loss.js';
import { machineOf } from '@stoker/shared/storage/machine-of.js';
import type { DiskLoss } from '@stoker/shared/storage/storage-plan.js';
import { joinWishes } from '../domain/storage/join-wishes.js';
import { digestOfStorage, type NodeStorage, planNode } from '../domain/storage/plan-node.js';
import { nameStorage, storageTasks } from '../domain/storage/storage-tasks.js';
import { encodeStorage, type NewPlanStorage } from '../store/plan-storage.js';
import { digestStorageInputs } from './storage-inputs.js';
import type { StorageRecord } from './storage-record.js';

/** Most sentences about what is lost on one disk; beyond them only their number is told. */
const MAX_ITEMS = 32;

/** What a plan does to the disks of its nodes. */
export interface BoundStorage {
	/** Its tasks name what is done to their node. */
	readonly graph: PlanGraph;
	readonly storage: readonly PlanStorageView[];
	readonly destroyDigest: string;
	/** To be stored with the plan. */
	readonly rows: readonly NewPlanStorage[];
	/** Digest of what each node that is changed was planned from. */
	readonly inputs: ReadonlyMap<NodeId, string>;
	readonly problems: readonly Diagnostic[];
}

/** How a graph's nodes are planned. */
export interface StorageWish {
	/** Serial numbers or WWNs of disks whose shared file systems may be destroyed too. */
	readonly consents: readonly string[];
	/** Gives nodes that are to be made anew their seeds; undefined where they keep theirs. */
	readonly newSeed: (() => string) | undefined;
}

/** Plans the disks of every node that has tasks for them, one after the other; every problem of all of them is told. */
export async function bindStorage(
	graph: PlanGraph,
	records: ReadonlyMap<NodeId, StorageRecord>,
	{ consents, newSeed }: StorageWish,
): Promise<BoundStorage> {
	const problems: Diagnostic[] = [];
	const planned: { nodeId: NodeId; record: StorageRecord; seed: string; storage: NodeStorage; digest: string }[] = [];
	const byNode = [...storageTasks(graph)].toSorted(([a], [b]) => compareNodeIds(a, b));
	for (const [nodeId, tasks] of byNode) {
		const record = records.get(nodeId);
		const late = tasks.filter(({ isDeferred }) => isDeferred === true);
		problems.push(...late.map(tooLarge));
		if (record?.inventory === undefined) {
			problems.push(record === undefined ? noMachine(nodeId) : noInventory(record.node.name));
			continue;
		}
		const seed = newSeed?.() ?? record.intent.seed;
		const { storage, diagnostics } = await planRecord(record, { tasks, seed, consents });
		problems.push(...diagnostics);
		if (storage !== undefined) {
			planned.push({ nodeId, record, seed, storage, digest: digestOfStorage(storage, sha256) });
		}
		// Hundreds of machines take their time, and agents wait for nobody.
		await nextTurn();
	}
	return {
		graph: nameStorage(graph, new Map(planned.map(({ nodeId, digest }) => [nodeId, digest]))),
		storage: planned.map(({ nodeId, record, storage }) => viewOf(nodeId, record, storage)),
		destroyDigest: destroyDigestOf(planned),
		rows: planned.map(({ nodeId, seed, storage }) => ({
			node_id: nodeId,
			seed,
			document: encodeStorage(wired(storage)),
		})),
		inputs: new Map(
			planned
				.filter(({ storage }) => storage.plan.actions.length > 0)
				.map(({ nodeId, record }) => [nodeId, digestStorageInputs(record)]),
		),
		problems,
	};
}

/** Plans the disks of one node as some tasks ask. Throws NODE_WITHOUT_INVENTORY. */
export async function planRecord(
	record: StorageRecord,
	wish: {
		readonly tasks: readonly Pick<PlanTask, 'id' | 'parameters'>[];
		readonly seed: string;
		readonly consents: readonly string[];
	},
): Promise<ReturnType<typeof planNode>> {
	const { node, roles, metadata, hasImagesInCeph, inventory, intent } = record;
	if (inventory === undefined) {
		return { storage: undefined, layout: undefined, diagnostics: [noInventory(node.name)] };
	}
	const { wishes, diagnostics } = joinWishes(wish.tasks);
	const subject = {
		...{ nodeId: node.id, nodeName: node.name, nics: inventory.nics, seed: wish.seed },
		...{ machine: machineOf(inventory), roles, metadata, hasImagesInCeph, schema: intent.schema, edits: intent.edits },
	};
	const solve = await solverFor(intent.schema?.format);
	const planned = planNode(subject, wishes, { solve, consents: wish.consents, sha256 });
	return { ...planned, diagnostics: [...diagnostics, ...planned.diagnostics] };
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** What is handed out: plain JSON, without what is undefined. */
function wired({ plan, system, isHandedOver }: NodeStorage): Parameters<typeof encodeStorage>[0] {
	const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
	return { storage_plan: plain(plan), system: plain(system), isHandedOver };
}

function destroyDigestOf(planned: readonly { readonly nodeId: NodeId; readonly storage: NodeStorage }[]): string {
	const losing = planned.filter(({ storage }) => storage.plan.destroys.length > 0);
	// Of the losses alone: planned again, a machine that is to be made anew has other identifiers and loses the same.
	return losing.length === 0
		? ''
		: sha256(JSON.stringify(losing.map(({ nodeId, storage }) => [nodeId, storage.plan.destroys])));
}

function viewOf(nodeId: NodeId, { node }: StorageRecord, { plan }: NodeStorage): PlanStorageView {
	const { digest, actions, destroys } = plan;
	return { nodeId, nodeName: node.name, digest, actionCount: actions.length, losses: destroys.map(lossView) };
}

function lossView({ serial, wwn, device, model, bytes, items }: DiskLoss): PlanLossView {
	const told = items.slice(0, items.length > MAX_ITEMS ? MAX_ITEMS - 1 : MAX_ITEMS).map(describeLostItem);
	const more = items.length - told.length;
	return { serial, wwn, device, model, bytes, items: more > 0 ? [...told, `and ${more} more`] : told };
}

/** The controller's own machine is installed already, and the sync node is no machine at all. */
function noMachine(nodeId: NodeId): Diagnostic {
	const hint = 'Give the tasks roles of the nodes that are to be installed.';
	return diagnose('INVENTORY_MISSING', `"${nodeId}" is no node whose disks can be changed`, { path: nodeId, hint });
}

function noInventory(name: string): Diagnostic {
	const hint = `Its agent tells of it once it is connected: \`stoker node show ${name}\`.`;
	return diagnose('INVENTORY_MISSING', `Node ${name} has not told of its hardware yet`, { path: name, hint });
}

function tooLarge({ id }: PlanTask): Diagnostic {
	const message = `The parameters of task "${id}" are too large to be known when the plan is made, and its disks are planned by them.`;
	return diagnose('PARAMETERS_TOO_LARGE', message, { path: `${id}.parameters` });
}
