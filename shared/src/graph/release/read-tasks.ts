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
	const { read, ids } = readItems(new Map(tree.items.entries()), findings);
	checkGroups(read, ids, findings);
	return read.map(({ task }) => task);
}

/** Reads what is left of a damaged graph, by position. That others are missing is nobody's fault but the damage's. */
export function readRemains(remains: ReadonlyMap<number, Tree>, findings: FileFindings): readonly TaskDefinition[] {
	return readItems(remains, findings).read.map(({ task }) => task);
}

interface ReadTask {
	readonly task: TaskDefinition;
	readonly map: MapTree;
}

interface ReadItems {
	/** With ids of their own. */
	readonly read: readonly ReadTask[];
	/** Those of tasks that could not be read count too: their own problem is reported already. */
	readonly ids: ReadonlySet<string>;
}

function readItems(items: ReadonlyMap<number, Tree>, findings: FileFindings): ReadItems {
	const read: ReadTask[] = [];
	const firstOf = new Map<string, MapTree>();
	for (const [index, item] of items) {
		const path = `[${index}]`;
		if (item.kind !== 'map') {
			findings.report('FIELD_INVALID', { offset: item.offset, path }, `Expected a task, found ${describeTree(item)}`);
			continue;
		}
		const task = readTask(item, path, findings);
		const id = getEntry(item, 'id');
		const text = id?.kind === 'scalar' && id.text !== '' ? id.text : undefined;
		const first = text === undefined ? undefined : firstOf.get(text);
		if (first !== undefined && id !== undefined) {
			const { line } = findings.locate({ offset: first.offset, path });
			const message = `The task ${text?.slice(0, 255) ?? ''} is already defined on line ${line ?? 0}`;
			findings.report('TASK_ID_DUPLICATE', { offset: id.offset, path: `${path}.id` }, message);
			continue;
		}
		if (text !== undefined) {
			firstOf.set(text, item);
		}
		if (task !== undefined) {
			read.push({ task, map: item });
		}
	}
	return { read, ids: new Set(firstOf.keys()) };
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
