import type { Facts } from '@stoker/shared/graph/facts.js';
import { parseFactsFile } from '@stoker/shared/graph/input/parse-facts-file.js';
import { parseNodeMap } from '@stoker/shared/graph/input/parse-node-map.js';
import { parseTaskFiles } from '@stoker/shared/graph/input/parse-task-files.js';
import { takeStageRecords } from '@stoker/shared/graph/input/take-stage-records.js';
import { joinPlugins } from '@stoker/shared/graph/join-plugins.js';
import { mergeTasks } from '@stoker/shared/graph/merge-tasks.js';
import { parseRelease } from '@stoker/shared/graph/parse-release.js';
import type { PlanGraphNode } from '@stoker/shared/graph/plan-graph.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import type { ReleaseContent } from '@stoker/shared/model/release.js';
import type { JsonObject, TaskDefinition } from '@stoker/shared/model/task.js';
import type { GraphSourceValues } from '../arguments/graph-source.js';
import { readTaskSource, readText } from '../system/task-sources.js';
import { CliError } from './cli-error.js';

/** What a graph is compiled from, read from files. */
export interface GraphInputs {
	readonly tasks: readonly TaskDefinition[];
	readonly nodes: readonly PlanGraphNode[];
	readonly facts: Facts | undefined;
	/** Records of the old `tasks.yaml` of plugins. */
	readonly stageRecords: readonly JsonObject[];
	readonly diagnostics: readonly Diagnostic[];
}

/** Reads every file a command line names; all problems at once. Throws GRAPH_FILES_INVALID where paths do not fit. */
export async function readGraphInputs(values: GraphSourceValues): Promise<GraphInputs> {
	const read = (paths: readonly string[]) => Promise.all(paths.map((path) => readTaskSource(path, values.graphType)));
	const [sources, pluginSources] = [await read(values.tasks), await read(values.plugins)];
	const problems = [...sources, ...pluginSources].flatMap((source) => source.problems);
	if (problems.length > 0) {
		throw new CliError('GRAPH_FILES_INVALID', 'The tasks cannot be read.', problems);
	}
	const layers = sources.map(({ tasks }) => parseTaskFiles(tasks));
	const staged = pluginSources.map(({ tasks }) => takeStageRecords(tasks));
	const plugins = staged.map(({ files }) => parseTaskFiles(files));
	const joined = joinPlugins(plugins.map(({ tasks }, index) => ({ plugin: values.plugins[index] ?? '', tasks })));
	const release = findRelease(sources.map((source) => source.release));
	const { nodes, diagnostics } = parseNodeMap(values.nodes, await readText(values.nodes), release);
	const facts = values.facts === undefined ? undefined : parseFactsFile(values.facts, await readText(values.facts));
	return {
		tasks: mergeTasks([...layers.map(({ tasks }) => tasks), joined.tasks]),
		nodes,
		facts: facts?.facts,
		stageRecords: staged.flatMap(({ records }) => records),
		diagnostics: [
			...[...layers, ...plugins, joined].flatMap((layer) => layer.diagnostics),
			...diagnostics,
			...(facts?.diagnostics ?? []),
		],
	};
}

/** The last release that can be read tells which tags a role gives. */
function findRelease(texts: readonly (string | undefined)[]): ReleaseContent | undefined {
	const [text] = texts.filter((candidate) => candidate !== undefined).toReversed();
	const releases = text === undefined ? [] : parseRelease(new Map([['release.yaml', text]])).releases;
	return releases.find(({ isAvailable }) => isAvailable) ?? releases[0];
}
