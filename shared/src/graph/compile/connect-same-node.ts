import type { DraftGraph } from './draft-graph.js';
import { visitSameNode } from './list-relations.js';
import { FIELD_WORDS, isBefore, isSameNode, seesSync } from './owned-relation.js';

/**
 * Adds the edges of `requires` and `required_for`, which look at the same node and at the sync node, and of cross
 * relations to `self`, which look at the same node only (reference, section 2.5).
 */
export function connectSameNode(draft: DraftGraph): void {
	for (const owned of draft.relations) {
		if (!isSameNode(owned) || draft.edges.isFull) {
			continue;
		}
		let reason = -1;
		const hasOwnerLast = isBefore(owned.field);
		visitSameNode(draft, owned, (own, other) => {
			if (reason === -1) {
				const where = seesSync(owned.field) ? '' : ' (role self)';
				const words = `${FIELD_WORDS[owned.field]} ${owned.relation.name}${where}`;
				reason = draft.addReason(`${draft.tasks[owned.owner]?.id}: ${words}`);
			}
			draft.edges.add(hasOwnerLast ? other : own, hasOwnerLast ? own : other, reason);
		});
	}
}
