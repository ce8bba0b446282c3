import type { RelationField, SourceLocation, TaskDefinition } from '../../model/task.js';

/** A relation written as an expression, which the graph was compiled without. */
export interface UnevaluatedRelation {
	readonly taskId: string;
	readonly field: RelationField;
	readonly source: SourceLocation;
}

/** Lists the relations that nothing evaluates, one row each however many nodes the task is on. */
export function listUnevaluated(tasks: readonly TaskDefinition[]): readonly UnevaluatedRelation[] {
	return tasks.flatMap((task) =>
		(task.expressions ?? []).map(({ field, place }) => ({
			taskId: task.id,
			field,
			source: { file: task.source.file, ...place },
		})),
	);
}
