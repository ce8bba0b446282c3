import {
	type CrossRelation,
	RELATION_FIELDS,
	type RelationField,
	type SourceLocation,
	type TaskDefinition,
} from '../../model/task.js';
import type { VertexTable } from './number-vertices.js';

/** A relation of a task that holds for all its vertices, or, where it came from an expression, for some of them. */
export interface OwnedRelation {
	/** Position of the task in the task list. */
	readonly owner: number;
	readonly field: RelationField;
	/** `requires` and `required_for` have only a name: they look at the same node and at the sync node. */
	readonly relation: CrossRelation;
	/** Nodes it holds on, ordered. */
	readonly nodes: Int32Array;
	/** Vertices of the owner on these nodes. */
	readonly vertices: Int32Array;
	/** Where it was written, for those that had to be evaluated. */
	readonly source?: SourceLocation;
}

/** What people write for each list of relations. */
export const FIELD_WORDS: Readonly<Record<RelationField, string>> = {
	requires: 'requires',
	requiredFor: 'required_for',
	crossDepends: 'cross-depends',
	crossDependedBy: 'cross-depended-by',
};

/** Whether the tasks named come before the owner. */
export function isBefore(field: RelationField): boolean {
	return field === 'requires' || field === 'crossDepends';
}

/** Whether the same node is looked at, alone or together with the sync node. */
export function isSameNode({ field, relation }: OwnedRelation): boolean {
	return seesSync(field) || relation.role === 'self';
}

/** Whether the sync node is looked at beside the same node. */
export function seesSync(field: RelationField): boolean {
	return field === 'requires' || field === 'requiredFor';
}

/** Relations written plainly, by task, then in the order of the lists. Those of groups order nothing. */
export function* plainRelations(tasks: readonly TaskDefinition[], vertices: VertexTable): Generator<OwnedRelation> {
	for (const [owner, task] of tasks.entries()) {
		const nodes = vertices.nodesOf[owner];
		const own = vertices.verticesOf[owner];
		if (task.type === 'group' || nodes === undefined || own === undefined || own.length === 0) {
			continue;
		}
		for (const field of RELATION_FIELDS) {
			for (const written of task[field]) {
				yield { owner, field, relation: toRelation(written), nodes, vertices: own };
			}
		}
	}
}

function toRelation(written: string | CrossRelation): CrossRelation {
	return typeof written === 'string' ? { name: written, role: undefined, policy: 'all' } : written;
}
