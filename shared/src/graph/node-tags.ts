import { compareNodeIds, MASTER_NODE_ID, type NodeId } from '../model/ids.js';
import type { ReleaseContent } from '../model/release.js';
import type { PlanGraphNode } from './plan-graph.js';

/** A node and the roles it has in its environment. */
export interface NodeRoles {
	readonly id: NodeId;
	readonly name: string;
	readonly roles: readonly string[];
}

/**
 * The tags each node carries, ordered by node id: those its roles give, with a tag that has a primary replaced by its
 * primary form on the lowest node that carries it (reference, section 2.2).
 */
export function nodeTags(nodes: readonly NodeRoles[], release: ReleaseContent): readonly PlanGraphNode[] {
	const tagsOf = new Map(release.roles.map((role) => [role.id, role.tags]));
	const ordered = nodes.toSorted((a, b) => compareNodeIds(a.id, b.id));
	const unassigned = tagsWithPrimary(release);
	return ordered.map((node) => {
		const tags = new Set(node.roles.flatMap((role) => tagsOf.get(role) ?? [role]));
		const resolved = [...tags].map((tag) => {
			const isPrimary = node.id !== MASTER_NODE_ID && unassigned.delete(tag);
			return isPrimary ? `primary-${tag}` : tag;
		});
		return { id: node.id, name: node.name, roles: node.roles, tags: resolved };
	});
}

function tagsWithPrimary(release: ReleaseContent): Set<string> {
	const marked = [...release.tags, ...release.roles].filter(({ hasPrimary }) => hasPrimary);
	return new Set(marked.map(({ id }) => id));
}
