import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import type { JsonObject } from '@stoker/shared/model/task.js';
import { nodeBinding } from '../domain/enrolment.js';
import { type StoredStorage, storageOfAttempt } from '../store/plan-storage.js';
import type { Store } from '../store/store.js';
import { insertToken } from './tokens.js';

/** The credential of an installed system: its machine may wait that long for the others before it restarts. */
const HAND_OVER_SECONDS = 24 * 60 * 60;
/** Tasks that write what the installed system is. */
const BOOT_TYPES: ReadonlySet<string> = new Set(['bootloader', 'provision']);
const BOOT_ACTIONS: ReadonlySet<unknown> = new Set(['write_fstab', 'install_boot_loader']);

interface HandOutPorts {
	readonly store: Store;
	readonly clock: Clock;
	/** Of the controller's root certificate. */
	readonly pin: () => string;
}

/**
 * Gives storage tasks the plan of their node on their way to the agent, and those that make it boot a join token for the
 * agent of the installed system: for this node and its hardware only, for one use, for a day. The token is made anew each
 * time, and stored nowhere but as its hash.
 */
export class StorageHandOut {
	readonly #ports: HandOutPorts;

	constructor(ports: HandOutPorts) {
		this.#ports = ports;
	}

	/** The parameters as an agent reads them, or why there are none. */
	async parametersOf(assignment: Assignment): Promise<{ readonly json: Uint8Array } | { readonly problem: string }> {
		const stored = await storageOfAttempt(this.#ports.store, assignment.assignmentId);
		if (stored === undefined) {
			return { problem: 'its plan says nothing about the disks of this node: plan again' };
		}
		const { storage_plan: plan, system } = stored;
		const token = needsToken(assignment, stored)
			? await this.#makeToken(assignment, stored.nodeId as NodeId)
			: undefined;
		const secret = token === undefined ? {} : { hand_over_token: token };
		return { json: Buffer.from(JSON.stringify({ storage_plan: plan, system, ...secret })) };
	}

	async #makeToken({ assignmentId }: Assignment, nodeId: NodeId): Promise<string> {
		const { store, clock, pin } = this.#ports;
		const wish = { ttlSeconds: HAND_OVER_SECONDS, uses: 1, hardware: nodeBinding(nodeId), requiresAccept: false };
		const audit = { actor: `node ${nodeId}`, requestId: assignmentId, digest: '' };
		const { joinToken } = await store.write((transaction) =>
			insertToken(transaction, { wish, audit, atMs: clock.wallMs(), pin: pin() }),
		);
		return joinToken;
	}
}

/** Where the disks are already so, the system on them has joined or has a token of its own. */
function needsToken({ taskType, isNoop }: Assignment, { isHandedOver, storage_plan: plan }: StoredStorage): boolean {
	const actions = plan['actions'];
	const boots = Array.isArray(actions) && (actions as readonly JsonObject[]).some(({ kind }) => BOOT_ACTIONS.has(kind));
	return isHandedOver && isNoop !== true && BOOT_TYPES.has(taskType) && boots;
}
