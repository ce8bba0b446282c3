import { type DIAGNOSTIC_CODES, diagnose } from '@stoker/shared/graph/diagnostic-codes.js';
import type { PlanGraph, PlanTask } from '@stoker/shared/graph/plan-graph.js';
import type { BlobReference } from '@stoker/shared/model/blob.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import { showPath } from '@stoker/shared/task-type/parameter-problem.js';
import { tasksWithSources, withoutOwnKeys } from '../domain/task-sources.js';
import type { BlobLease } from '../store/blob-store.js';
import { SourceError, type SourceFault } from '../store/source-reader.js';
import type { BoundParameters, BoundSource, FileSources } from './file-sources.js';

/** A graph whose tasks name the digests of what they take from the controller's disk. */
export interface BoundGraph {
	readonly graph: PlanGraph;
	readonly sources: readonly BoundSource[];
	readonly blobs: readonly BlobReference[];
	readonly problems: readonly Diagnostic[];
}

const CODES: Readonly<Record<SourceFault, keyof typeof DIAGNOSTIC_CODES>> = {
	not_allowed: 'SOURCE_NOT_ALLOWED',
	unreadable: 'SOURCE_UNREADABLE',
	too_large: 'SOURCE_TOO_LARGE',
};

/** Reads the sources of a graph, but those that its own tasks on the controller's machine may still make. */
export async function bindGraph(graph: PlanGraph, files: FileSources, lease: BlobLease): Promise<BoundGraph> {
	const tasks = [...graph.tasks];
	const sources = new Map<string, BoundSource>();
	const blobs: BlobReference[] = [];
	const problems = new Map<string, Diagnostic>();
	for (const { index, task, isLate } of tasksWithSources(graph)) {
		const bound = isLate ? later(task, files) : await files.bind(task, lease);
		tasks[index] = { ...task, parameters: bound.parameters };
		blobs.push(...bound.blobs);
		for (const source of bound.sources) {
			sources.set(`${source.kind} ${source.source}`, source);
		}
		for (const { path, fault, message } of bound.problems) {
			const at = `${task.id}.${showPath(path)}`;
			problems.set(`${at} ${message}`, diagnose(CODES[fault], `Task "${task.id}": ${message}.`, { path: at }));
		}
	}
	const isChanged = tasks.some((task, index) => task !== graph.tasks[index]);
	return {
		graph: isChanged ? { ...graph, tasks } : graph,
		sources: [...sources.values()],
		blobs,
		problems: [...problems.values()],
	};
}

/** Sources that are read when a run is handed out: only their names can be judged now. */
function later(task: PlanTask, files: FileSources): BoundParameters {
	const problems = task.isDeferred === true ? [] : files.checkNames(task);
	return { parameters: withoutOwnKeys(task.parameters), sources: [], blobs: [], problems };
}

/** What has changed on the controller's disk since a plan was made, one sentence each. */
export async function movedSources(
	planned: readonly BoundSource[],
	files: FileSources,
	lease: BlobLease,
): Promise<readonly string[]> {
	const moved: string[] = [];
	for (const source of planned) {
		try {
			if ((await files.digest(source, lease)) !== source.sha256) {
				moved.push(`${source.source} has other content`);
			}
		} catch (error) {
			if (!(error instanceof SourceError)) {
				throw error;
			}
			moved.push(error.message);
		}
	}
	return moved;
}
