import { type CompiledGraph, compileGraph } from '@stoker/shared/graph/compile-graph.js';
import { type Diagnostic, hasErrors } from '@stoker/shared/model/diagnostic.js';
import type { GraphSourceValues } from '../arguments/graph-source.js';
import { renderDiagnostics, summariseDiagnostics } from '../views/diagnostic-view.js';
import type { CommandContext } from './command-context.js';
import { readGraphInputs } from './graph-inputs.js';

/** Compiles a graph from files and tells every problem; undefined when there are errors. Throws GRAPH_FILES_INVALID. */
export async function compileFiles(
	values: GraphSourceValues,
	context: CommandContext,
): Promise<Pick<CompiledGraph, 'graph' | 'diagnostics'> | undefined> {
	const inputs = await readGraphInputs(values);
	if (hasErrors(inputs.diagnostics)) {
		await tell(inputs.diagnostics, context);
		return undefined;
	}
	const compiled = compileGraph({
		tasks: inputs.tasks,
		nodes: inputs.nodes,
		...(inputs.facts !== undefined && { facts: inputs.facts }),
		assumeConditions: values.areConditionsAssumed,
		legacy: {
			propagate: values.isLegacyAdapted || inputs.facts?.common['propagate_task_deploy'] === true,
			pluginTasks: inputs.stageRecords,
			refuse: 'written',
		},
	});
	const diagnostics = [...inputs.diagnostics, ...compiled.diagnostics];
	await tell(diagnostics, context);
	return hasErrors(diagnostics) ? undefined : { ...compiled, diagnostics };
}

async function tell(diagnostics: readonly Diagnostic[], context: CommandContext): Promise<void> {
	const shown = context.options.isQuiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics;
	if (shown.length > 0) {
		const text = `${renderDiagnostics(shown, context.messageStyle)}${summariseDiagnostics(shown)}\n`;
		await context.terminal.stderr.write(text);
	}
}
