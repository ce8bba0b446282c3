import type { RelationField } from '../../model/task.js';
import type { DraftGraph } from './draft-graph.js';
import { sameNodePairs } from './list-relations.js';
import { isBefore, isSameNode, seesSync } from './owned-relation.js';

/** What people write for each list of relations. */
export const FIELD_WORDS: Readonly<Record<RelationField, string>> = {
	requires: 'requires',
	requiredFor: 'required_for',
	crossDepends: 'cross-depends',
	crossDependedBy: 'cross-depended-by',
};

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
		for (const [own, other] of sameNodePairs(draft, owned)) {
			if (reason === -1) {
				const where = seesSync(owned.field) ? '' : ' (role self)';
				const words = `${FIELD_WORDS[owned.field]} ${owned.relation.name}${where}`;
				reason = draft.addReason(`${draft.tasks[owned.owner]?.id}: ${words}`);
			}
			draft.edges.add(hasOwnerLast ? other : own, hasOwnerLast ? own : other, reason);
		}
	}
}
