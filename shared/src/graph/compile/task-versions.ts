import type { Diagnostic } from '../../model/diagnostic.js';
import type { TaskDefinition } from '../../model/task.js';
import type { LegacyOptions } from '../compile-input.js';
import { diagnose } from '../diagnostic-codes.js';

/** Types whose version nobody looks at. */
const EXEMPT: ReadonlySet<TaskDefinition['type']> = new Set(['group', 'stage', 'skipped']);
const TASK_BASED = 2;
const HINT =
	'Set propagate_task_deploy to true in the common facts, or write version 2.1.0 once it says what it waits for.';

/** Whether a task says nothing about other nodes, because it was written for the engine of roles. */
export function isLegacy({ type, version }: TaskDefinition): boolean {
	return !EXEMPT.has(type) && (Number.parseInt(version, 10) || 0) < TASK_BASED;
}

/** Names every task of an old version that was not adapted: refused, or warned of. */
export function checkVersions(
	tasks: readonly TaskDefinition[],
	{ propagate, pluginTasks = [], refuse }: LegacyOptions,
): readonly Diagnostic[] {
	const isOrderedByGroups = tasks.some(
		({ type, requires, requiredFor }) => type === 'group' && requires.length + requiredFor.length > 0,
	);
	const found = tasks.filter(isLegacy).map((task) => {
		const { id, version, source } = task;
		const isUnsaid = task.isVersionAssumed === true;
		const says = isUnsaid ? `says no version, which means ${version}` : `has version ${version}`;
		const message = `The task ${id} ${says}; only 2.0.0 and later say what they wait for on other nodes`;
		const isRefused = refuse === 'all' || (refuse === 'written' && (!isUnsaid || isOrderedByGroups));
		return diagnose(isRefused ? 'TASK_VERSION_TOO_OLD' : 'TASK_VERSION_LEGACY', message, { ...source, hint: HINT });
	});
	if (propagate || pluginTasks.length === 0) {
		return found;
	}
	const message = `${pluginTasks.length} tasks of tasks.yaml are ordered by stages only`;
	return [...found, diagnose('TASK_VERSION_TOO_OLD', message, { hint: HINT })];
}
