import { type HardwareIdentity, hardwareKey } from '@stoker/shared/model/enrolment.js';
import { type NewEvent, SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { NodeStatus } from '@stoker/shared/model/node.js';
import type { Introduction } from '../domain/enrolment-request.js';
import { uniqueNodeName, wishedNodeName } from '../domain/node-name.js';
import type { WriteTransaction } from '../store/store.js';

/** A node that is recorded for the first time. */
export interface NewNode extends Introduction {
	readonly id: NodeId;
	readonly status: NodeStatus;
	readonly statusMessage: string;
	readonly pending: PendingRequest | undefined;
	readonly atMs: number;
}

/** A key that waits for an administrator. */
export interface PendingRequest {
	readonly keyDigest: string;
	readonly requestDer: Uint8Array;
}

const MOST_NAMES = 10_000;

/** Records a node under the first free form of its host name. */
export async function insertNode(transaction: WriteTransaction, node: NewNode): Promise<void> {
	const wish = wishedNodeName(node.hostName, node.id);
	const name = uniqueNodeName(wish, await namesLike(transaction, wish));
	await transaction.db
		.insertInto('node')
		.values({
			id: node.id,
			name,
			status: node.status,
			status_message: node.statusMessage,
			environment_id: null,
			roles: '[]',
			...hardwareColumns(node.hardware),
			pending_key_digest: node.pending?.keyDigest ?? null,
			pending_request: node.pending?.requestDer ?? null,
			agent_version: node.agentVersion,
			instance_id: null,
			boot_id: null,
			journal_id: null,
			session_epoch: 0,
			inventory: null,
			inventory_digest: null,
			inventory_at: null,
			agreed_inventory: null,
			agreed_at: null,
			last_seen_at: null,
			created_at: node.atMs,
		})
		.execute();
}

/** The columns that say which machine a node is. */
export function hardwareColumns(hardware: HardwareIdentity): { hardware: string; hardware_key: string } {
	return { hardware: JSON.stringify(hardware), hardware_key: hardwareKey(hardware) };
}

/** The event that tells watchers of a node's change. */
export function nodeChanged(nodeId: NodeId, status: NodeStatus, message: string, atMs: number): NewEvent {
	return { stream: SYSTEM_STREAM, atMs, body: { kind: 'node_changed', nodeId, status, message } };
}

async function namesLike({ db }: WriteTransaction, wish: string): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectFrom('node')
		.select('name')
		.where((condition) => condition.or([condition('name', '=', wish), condition('name', 'like', `${wish}-%`)]))
		.limit(MOST_NAMES)
		.execute();
	return new Set(rows.map(({ name }) => name));
}
