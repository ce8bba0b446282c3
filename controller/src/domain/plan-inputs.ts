import { compareNodeIds, type NodeId } from '@stoker/shared/model/ids.js';

/** What a plan depends on, short enough to be stored with it and compared at its start. */
export interface PlanInputs {
	readonly releaseDigest: string;
	readonly nodes: readonly InputNode[];
}

interface InputNode {
	readonly id: NodeId;
	readonly roles: readonly string[];
}

/** Puts the nodes and their roles in order, so that equal inputs look equal. */
export function planInputs(releaseDigest: string, nodes: readonly InputNode[]): PlanInputs {
	const ordered = nodes.toSorted((a, b) => compareNodeIds(a.id, b.id));
	return { releaseDigest, nodes: ordered.map(({ id, roles }) => ({ id, roles: roles.toSorted() })) };
}

/** What has moved since a plan was computed, in words; nothing when it still holds. */
export function movedInputs(planned: PlanInputs, now: PlanInputs): readonly string[] {
	const moved = planned.releaseDigest === now.releaseDigest ? [] : ['the release has other content'];
	const before = new Map(planned.nodes.map((node) => [node.id, node.roles.join(', ')]));
	const after = new Map(now.nodes.map((node) => [node.id, node.roles.join(', ')]));
	for (const [id, roles] of after) {
		const old = before.get(id);
		if (old === undefined) {
			moved.push(`node ${id} joined with ${roles}`);
		} else if (old !== roles) {
			moved.push(`node ${id} has ${roles} instead of ${old}`);
		}
	}
	for (const id of before.keys()) {
		if (!after.has(id)) {
			moved.push(`node ${id} left`);
		}
	}
	return moved;
}
