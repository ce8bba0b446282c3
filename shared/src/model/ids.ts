/** Identities are branded strings, so that one kind is never taken for another. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A machine: a decimal number without leading zeros, or {@link MASTER_NODE_ID}. */
export type NodeId = Branded<'NodeId'>;
export type EnvironmentId = Branded<'EnvironmentId'>;
export type ReleaseId = Branded<'ReleaseId'>;
export type PlanId = Branded<'PlanId'>;
export type DeploymentId = Branded<'DeploymentId'>;
export type TokenId = Branded<'TokenId'>;
/** One attempt of one task run (UUIDv7): the key for de-duplication. */
export type AssignmentId = Branded<'AssignmentId'>;
/** An agent process. */
export type InstanceId = Branded<'InstanceId'>;
/** A running kernel. */
export type BootId = Branded<'BootId'>;
/** A spool; new whenever the spool is new. */
export type JournalId = Branded<'JournalId'>;
/** An item of a storage layout; unique within its layout. */
export type LayoutItemId = Branded<'LayoutItemId'>;

/** The controller's own machine. */
export const MASTER_NODE_ID = 'master' as NodeId;
/** The sync node: carries anchors that belong to no machine. Never a real node. */
export const SYNC_NODE_ID = 'null' as NodeId;

/** Orders node ids as people do: "master", then by number, then the sync node. */
export function compareNodeIds(a: string, b: string): number {
	return rank(a) - rank(b);
}

function rank(id: string): number {
	if (id === MASTER_NODE_ID) {
		return -1;
	}
	return id === SYNC_NODE_ID ? Number.MAX_SAFE_INTEGER : Number(id);
}
