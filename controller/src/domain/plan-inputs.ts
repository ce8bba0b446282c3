import { compareNodeIds, type NodeId } from '@stoker/shared/model/ids.js';

/** What a plan depends on, short enough to be stored with it and compared at its start. */
export interface PlanInputs {
	readonly releaseDigest: string;
	readonly nodes: readonly InputNode[];
	/** Of the facts a person wrote; empty when there are none. */
	readonly factsDigest: string;
	/** Of the environment's own graph of the type; empty when there is none. */
	readonly graphDigest: string;
	/** The deployment that ended last: what changed since is told against it. Empty when none, or when nobody asks. */
	readonly lastDeployment: string;
}

interface InputNode {
	readonly id: NodeId;
	readonly roles: readonly string[];
	/** What a node filter asks for; absent where nothing asks. */
	readonly state?: string;
	/** Digest of its disks and of what is to be on them; absent where nothing is done to them. */
	readonly storage?: string;
}

/** Puts the nodes and their roles in order, so that equal inputs look equal. */
export function planInputs(inputs: PlanInputs): PlanInputs {
	const ordered = inputs.nodes.toSorted((a, b) => compareNodeIds(a.id, b.id));
	return { ...inputs, nodes: ordered.map((node) => ({ ...node, roles: node.roles.toSorted() })) };
}

/** What has moved since a plan was computed, in words; nothing when it still holds. */
export function movedInputs(planned: PlanInputs, now: PlanInputs): readonly string[] {
	const moved: string[] = [];
	const compare = (before: string, after: string, what: string): void => {
		if (before !== after) {
			moved.push(what);
		}
	};
	compare(planned.releaseDigest, now.releaseDigest, 'the release has other content');
	compare(planned.graphDigest, now.graphDigest, "the environment's own graph is another");
	compare(planned.factsDigest, now.factsDigest, 'the facts are others');
	compare(planned.lastDeployment, now.lastDeployment, `deployment ${now.lastDeployment} has ended since`);
	const before = new Map(planned.nodes.map((node) => [node.id, node]));
	const after = new Map(now.nodes.map((node) => [node.id, node]));
	for (const [id, node] of after) {
		const old = before.get(id);
		const roles = node.roles.join(', ');
		if (old === undefined) {
			moved.push(`node ${id} joined with ${roles}`);
			continue;
		}
		compare(old.roles.join(', '), roles, `node ${id} has ${roles} instead of ${old.roles.join(', ')}`);
		compare(old.storage ?? '', node.storage ?? '', `the disks of node ${id}, or what is to be on them, are others`);
		compare(old.state ?? '', node.state ?? '', `node ${id} is ${node.state ?? ''} instead of ${old.state ?? ''}`);
	}
	for (const id of before.keys()) {
		if (!after.has(id)) {
			moved.push(`node ${id} left`);
		}
	}
	return moved;
}
