import { parseGraphMetadata } from '@stoker/shared/graph/input/parse-graph-metadata.js';
import { parseTaskFiles } from '@stoker/shared/graph/input/parse-task-files.js';
import { mergeMetadata } from '@stoker/shared/graph/merge-metadata.js';
import { mergeTasks } from '@stoker/shared/graph/merge-tasks.js';
import { writeTask } from '@stoker/shared/graph/write-task.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import type { ReleaseGraph } from '@stoker/shared/model/release.js';
import { stringify } from 'yaml';

/** A graph as its owner writes it, both YAML: a list of tasks, and a mapping that may be empty. */
export interface GraphDocuments {
	readonly tasks: string;
	readonly metadata: string;
}

/** Reads a graph, with every problem it has. */
export function readGraph(
	type: string,
	documents: GraphDocuments,
): { readonly graph: ReleaseGraph; readonly diagnostics: readonly Diagnostic[] } {
	const read = parseTaskFiles(new Map([[`${type}.tasks.yaml`, documents.tasks]]));
	const { metadata, diagnostics } = parseGraphMetadata(`${type}.metadata.yaml`, documents.metadata);
	return {
		graph: { type, tasks: read.tasks, ...(metadata !== undefined && { metadata }) },
		diagnostics: [...read.diagnostics, ...diagnostics],
	};
}

/** One graph from those of its owners; later owners win: tasks by id, metadata by key at every depth. */
export function mergeGraphs(type: string, owners: readonly (ReleaseGraph | undefined)[]): ReleaseGraph | undefined {
	const present = owners.filter((owner) => owner !== undefined);
	if (present.length === 0) {
		return undefined;
	}
	const metadata = mergeMetadata(present.map((owner) => owner.metadata));
	return {
		type,
		tasks: mergeTasks(present.map((owner) => owner.tasks)),
		...(Object.keys(metadata).length > 0 ? { metadata } : {}),
	};
}

/** A graph as {@link readGraph} reads it. */
export function writeGraph({ tasks, metadata }: ReleaseGraph): GraphDocuments {
	return {
		tasks: stringify(tasks.map(writeTask), { aliasDuplicateObjects: false }),
		metadata: metadata === undefined ? '' : stringify(metadata),
	};
}
