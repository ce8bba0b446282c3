import type { Diagnostic } from '../../model/diagnostic.js';
import type { TaskDefinition } from '../../model/task.js';
import { diagnose } from '../diagnostic-codes.js';

/** Types whose version nobody looks at. */
const EXEMPT: ReadonlySet<TaskDefinition['type']> = new Set(['group', 'stage', 'skipped']);
const TASK_BASED = 2;

/** Whether a task says nothing about other nodes, because it was written for the engine of roles. */
export function isLegacy({ type, version }: TaskDefinition): boolean {
	return !EXEMPT.has(type) && (Number.parseInt(version, 10) || 0) < TASK_BASED;
}

/** Names every task of an old version: refused, or warned of. */
export function checkVersions(tasks: readonly TaskDefinition[], isStrict: boolean): readonly Diagnostic[] {
	return tasks.filter(isLegacy).map(({ id, version, source }) => {
		const message = `The task ${id} has version ${version}; only 2.0.0 and later say what they wait for on other nodes`;
		return diagnose(isStrict ? 'TASK_VERSION_TOO_OLD' : 'TASK_VERSION_LEGACY', message, source);
	});
}
