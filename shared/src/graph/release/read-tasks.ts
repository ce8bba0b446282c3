import type { TaskDefinition } from '../../model/task.js';
import { hintNearest } from '../nearest-name.js';
import type { FileFindings } from './findings.js';
import { readTask } from './read-task.js';
import { describeTree, getEntry, isNull, type MapTree, type Tree } from './tree.js';

const MAX_TASKS = 10_000;

/** Reads the tasks of one graph and checks what concerns several of them. */
export function readTasks(tree: Tree | undefined, findings: FileFindings): readonly TaskDefinition[] {
	if (tree === undefined || isNull(tree)) {
		return [];
	}
	if (tree.kind !== 'list') {
		const found = describeTree(tree);
		findings.report('FIELD_INVALID', { offset: tree.offset, path: '' }, `Expected a list of tasks, found ${found}`);
		return [];
	}
	if (tree.items.length > MAX_TASKS) {
		const found = `found ${tree.items.length}`;
		findings.report(
			'FIELD_INVALID',
			{ offset: tree.offset, path: '' },
			`Expected at most ${MAX_TASKS} tasks, ${found}`,
		);
		return [];
	}
	const read: ReadTask[] = [];
	// Ids of tasks that could not be read count as known: their own problem is reported already.
	const ids = new Set<string>();
	for (const [index, item] of tree.items.entries()) {
		if (item.kind !== 'map') {
			const spot = { offset: item.offset, path: `[${index}]` };
			findings.report('FIELD_INVALID', spot, `Expected a task, found ${describeTree(item)}`);
			continue;
		}
		const id = getEntry(item, 'id');
		if (id?.kind === 'scalar') {
			ids.add(id.text);
		}
		const task = readTask(item, `[${index}]`, findings);
		if (task !== undefined) {
			read.push({ task, map: item });
		}
	}
	const unique = dropDuplicates(read, findings);
	checkGroups(unique, ids, findings);
	return unique.map(({ task }) => task);
}

interface ReadTask {
	readonly task: TaskDefinition;
	readonly map: MapTree;
}

function dropDuplicates(read: readonly ReadTask[], findings: FileFindings): readonly ReadTask[] {
	const first = new Map<string, ReadTask>();
	for (const entry of read) {
		const { id, source } = entry.task;
		const known = first.get(id);
		if (known === undefined) {
			first.set(id, entry);
			continue;
		}
		const spot = { offset: getEntry(entry.map, 'id')?.offset ?? entry.map.offset, path: `${source.path}.id` };
		findings.report('TASK_ID_DUPLICATE', spot, `The task ${id} is already defined on line ${known.task.source.line}`);
	}
	return [...first.values()];
}

function checkGroups(read: readonly ReadTask[], ids: ReadonlySet<string>, findings: FileFindings): void {
	const byId = new Map(read.map(({ task }) => [task.id, task]));
	for (const { task, map } of read) {
		const members = getEntry(map, 'tasks');
		if (task.type !== 'group' || members?.kind !== 'list') {
			continue;
		}
		for (const [index, item] of members.items.entries()) {
			if (item.kind !== 'scalar' || typeof item.value !== 'string') {
				continue;
			}
			const member = byId.get(item.value);
			const spot = { offset: item.offset, path: `${task.source.path}.tasks[${index}]` };
			if (!ids.has(item.value)) {
				const { value } = item;
				const hint = () => hintNearest(value, ids);
				findings.report(
					'GROUP_MEMBER_UNKNOWN',
					spot,
					`The group ${task.id} names ${item.value}, which is no task`,
					hint,
				);
			} else if (member?.type === 'group') {
				findings.report(
					'GROUP_NESTED',
					spot,
					`The group ${task.id} names the group ${item.value}, which has no effect`,
				);
			}
		}
	}
}
