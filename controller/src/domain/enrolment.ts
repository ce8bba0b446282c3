import { type HardwareIdentity, hardwareKey } from '@stoker/shared/model/enrolment.js';
import type { ErrorCode } from '@stoker/shared/model/error-codes.js';
import { MASTER_NODE_ID, type NodeId } from '@stoker/shared/model/ids.js';

/** A join token as the decision sees it. */
export interface TokenFacts {
	/** Whether the secret sent is the token's. */
	readonly isGenuine: boolean;
	readonly isRevoked: boolean;
	readonly expiresAtMs: number;
	readonly usesLeft: number;
	/** System UUID, serial number or MAC address; {@link nodeBinding} for one node; empty for any machine. */
	readonly hardware: string;
	readonly requiresAccept: boolean;
}

/** What is known of the machine's key. */
export type KeyFacts =
	| { readonly kind: 'unknown' }
	/** It waits for an administrator. */
	| { readonly kind: 'pending'; readonly nodeId: NodeId }
	/** It has had a certificate; the last one counts. */
	| { readonly kind: 'certified'; readonly nodeId: NodeId; readonly isRevoked: boolean; readonly hasEnded: boolean };

/** Everything the decision depends on, read in one transaction. */
export interface EnrolmentFacts {
	/** Undefined: there is no such token. */
	readonly token: TokenFacts | undefined;
	readonly key: KeyFacts;
	/** The node this hardware was enrolled as before. */
	readonly nodeOfHardware: NodeId | undefined;
	/** The id the next new node gets. */
	readonly nextNodeId: NodeId;
	readonly nowMs: number;
}

/** What an enrolment leads to. */
export type EnrolmentDecision =
	| { readonly kind: 'refuse'; readonly code: ErrorCode; readonly problem: string }
	/** The same key again: its certificate, or the news that it still waits. Nothing changes. */
	| { readonly kind: 'repeat'; readonly nodeId: NodeId; readonly state: 'admitted' | 'pending' }
	/** A use of the token is consumed. `isNew`: the node is recorded now. */
	| { readonly kind: 'admit'; readonly nodeId: NodeId; readonly isNew: boolean }
	| { readonly kind: 'wait'; readonly nodeId: NodeId; readonly isNew: boolean };

const NODE_BINDING = 'node:';

/** How a token says that it is for one node: a hand-over credential, good only on the hardware that the node has. */
export function nodeBinding(nodeId: NodeId): string {
	return NODE_BINDING + nodeId;
}

/** Whether the text would be read as {@link nodeBinding}; people may not bind tokens so. */
export function isNodeBinding(hardware: string): boolean {
	return hardware.startsWith(NODE_BINDING);
}

/**
 * Decides an enrolment.
 * A key that is known already consumes nothing, even when its token has ended since: the answer was lost, or the
 * machine asks whether it was accepted. A known machine with another key waits, so that nobody displaces a living
 * node by naming its hardware; only a token bound to the node itself admits it at once.
 */
export function decideEnrolment(facts: EnrolmentFacts, hardware: HardwareIdentity): EnrolmentDecision {
	const { token, key } = facts;
	if (token === undefined || !token.isGenuine || token.isRevoked) {
		return refuse('TOKEN_INVALID', 'The join token is unknown, damaged or revoked.');
	}
	switch (key.kind) {
		case 'pending':
			return { kind: 'repeat', nodeId: key.nodeId, state: 'pending' };
		case 'certified':
			if (key.isRevoked) {
				return refuse('CERTIFICATE_REVOKED', 'The certificate of this key was revoked.');
			}
			if (key.hasEnded) {
				// The key proves who it is; the token, that it is welcome again.
				return judgeToken(token, hardware, facts.nowMs) ?? { kind: 'admit', nodeId: key.nodeId, isNew: false };
			}
			return { kind: 'repeat', nodeId: key.nodeId, state: 'admitted' };
		case 'unknown':
			return judgeToken(token, hardware, facts.nowMs) ?? place(facts, token);
	}
}

function place(facts: EnrolmentFacts, token: TokenFacts): EnrolmentDecision {
	if (isNodeBinding(token.hardware)) {
		const nodeId = token.hardware.slice(NODE_BINDING.length) as NodeId;
		// The controller's own machine is the only node that is there before its hardware is known.
		if (facts.nodeOfHardware !== nodeId && (nodeId !== MASTER_NODE_ID || facts.nodeOfHardware !== undefined)) {
			const who = facts.nodeOfHardware === undefined ? 'unknown' : `node ${facts.nodeOfHardware}`;
			return refuse('HARDWARE_MISMATCH', `This machine is ${who}; the token is for node ${nodeId}.`);
		}
		return { kind: 'admit', nodeId, isNew: false };
	}
	if (facts.nodeOfHardware !== undefined) {
		return { kind: 'wait', nodeId: facts.nodeOfHardware, isNew: false };
	}
	return { kind: token.requiresAccept ? 'wait' : 'admit', nodeId: facts.nextNodeId, isNew: true };
}

function judgeToken(token: TokenFacts, hardware: HardwareIdentity, nowMs: number): EnrolmentDecision | undefined {
	if (nowMs >= token.expiresAtMs) {
		return refuse('TOKEN_EXPIRED', 'The join token has ended.');
	}
	if (token.usesLeft <= 0) {
		return refuse('TOKEN_USED_UP', 'Every use of the join token is spent.');
	}
	if (token.hardware !== '' && !isNodeBinding(token.hardware) && !isOfHardware(token.hardware, hardware)) {
		return refuse('HARDWARE_MISMATCH', 'The join token is bound to other hardware.');
	}
	return undefined;
}

function isOfHardware(binding: string, hardware: HardwareIdentity): boolean {
	const names = [hardware.systemUuid, hardware.serialNumber, ...hardware.macAddresses];
	return names.some((name) => name !== '' && name.toLowerCase() === binding.toLowerCase());
}

function refuse(code: ErrorCode, problem: string): EnrolmentDecision {
	return { kind: 'refuse', code, problem };
}

/** Whether two machines could not be told apart by it: no UUID, serial number, MAC address or instance. */
export function isAnonymous(hardware: HardwareIdentity): boolean {
	return hardwareKey(hardware) === '/';
}
