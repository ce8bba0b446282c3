import type { Diagnostic } from '../model/diagnostic.js';
import type { TaskDefinition } from '../model/task.js';
import { diagnose } from './diagnostic-codes.js';

/** The tasks one plugin brings to a graph. */
export interface PluginTasks {
	readonly plugin: string;
	readonly tasks: readonly TaskDefinition[];
}

/** Tasks of all plugins as those of one owner, and every id that two of them claim. */
export interface JoinedPlugins {
	readonly tasks: readonly TaskDefinition[];
	readonly diagnostics: readonly Diagnostic[];
}

/** Puts the tasks of plugins together; of an id that two define neither counts for more, so it is refused. */
export function joinPlugins(plugins: readonly PluginTasks[]): JoinedPlugins {
	const owners = new Map<string, string>();
	const tasks: TaskDefinition[] = [];
	const diagnostics: Diagnostic[] = [];
	for (const { plugin, tasks: own } of plugins) {
		for (const task of own) {
			const first = owners.get(task.id);
			if (first === undefined) {
				owners.set(task.id, plugin);
				tasks.push(task);
			} else {
				const message = `The plugins ${first} and ${plugin} both define the task ${task.id}`;
				diagnostics.push(diagnose('TASK_ID_DUPLICATE', message, task.source));
			}
		}
	}
	return { tasks, diagnostics };
}
