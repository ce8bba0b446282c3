import type { TaskDefinition } from '../model/task.js';

/**
 * Merges task lists by id, later owners winning with the whole task; nothing is merged inside a task (reference,
 * section 2.1). The result lists the tasks of the last owner first. All plugins together are one owner.
 */
export function mergeTasks(owners: readonly (readonly TaskDefinition[])[]): readonly TaskDefinition[] {
	const merged = new Map<string, TaskDefinition>();
	for (const tasks of owners.toReversed()) {
		for (const task of tasks) {
			if (!merged.has(task.id)) {
				merged.set(task.id, task);
			}
		}
	}
	return [...merged.values()];
}
