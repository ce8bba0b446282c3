import type { Diagnostic } from '../../model/diagnostic.js';
import type { TaskDefinition } from '../../model/task.js';
import { Findings } from '../release/findings.js';
import { readTasks } from '../release/read-tasks.js';
import { YamlReader } from '../release/read-yaml.js';

/** Tasks of one owner, in the order of their files. With errors among the diagnostics, what could be read. */
export interface ParsedTaskFiles {
	readonly tasks: readonly TaskDefinition[];
	readonly diagnostics: readonly Diagnostic[];
}

/** Reads loose files of tasks that belong to one owner and one graph: an id may occur once in all of them. */
export function parseTaskFiles(files: ReadonlyMap<string, string>): ParsedTaskFiles {
	const findings = new Findings();
	const yaml = new YamlReader(findings);
	const byId = new Map<string, TaskDefinition>();
	for (const [file, text] of files) {
		const { tree, findings: own } = yaml.read(file, text);
		for (const task of readTasks(tree, own)) {
			const known = byId.get(task.id);
			if (known === undefined) {
				byId.set(task.id, task);
				continue;
			}
			const { file: firstFile, line } = known.source;
			findings.report(
				'TASK_ID_DUPLICATE',
				task.source,
				`The task ${task.id} is already defined in ${firstFile} on line ${line}`,
			);
		}
	}
	return { tasks: [...byId.values()], diagnostics: findings.list() };
}
