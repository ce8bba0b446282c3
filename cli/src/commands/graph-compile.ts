import { type CompiledGraph, compileGraph } from '@stoker/shared/graph/compile-graph.js';
import { edgeLines, skippedLines, vertexLines } from '@stoker/shared/graph-query/graph-lines.js';
import { type Diagnostic, hasErrors } from '@stoker/shared/model/diagnostic.js';
import { drawPicture } from '@stoker/shared/picture/draw-picture.js';
import type { GraphCompileValues } from '../arguments/graph-compile.js';
import { renderDiagnostics, summariseDiagnostics } from '../views/diagnostic-view.js';
import { graphDocument } from '../views/graph-document.js';
import type { CommandContext, Run } from './command-context.js';
import { EXIT } from './exit-codes.js';
import { readGraphInputs } from './graph-inputs.js';

/** Lines written at once. */
const LINES_PER_WRITE = 5_000;

export const compileGraphFiles: Run<GraphCompileValues> = async (values, context) => {
	const inputs = await readGraphInputs(values);
	if (hasErrors(inputs.diagnostics)) {
		await tell(inputs.diagnostics, context);
		return EXIT.failure;
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
	if (hasErrors(diagnostics)) {
		return EXIT.failure;
	}
	await print(values, { ...compiled, diagnostics }, context);
	return EXIT.ok;
};

async function tell(diagnostics: readonly Diagnostic[], context: CommandContext): Promise<void> {
	const shown = context.options.isQuiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics;
	if (shown.length > 0) {
		const text = `${renderDiagnostics(shown, context.messageStyle)}${summariseDiagnostics(shown)}\n`;
		await context.terminal.stderr.write(text);
	}
}

async function print(
	{ format, graphType }: GraphCompileValues,
	{ graph, diagnostics }: Pick<CompiledGraph, 'graph' | 'diagnostics'>,
	context: CommandContext,
): Promise<void> {
	const { stdout } = context.terminal;
	switch (format) {
		case 'json':
			return stdout.write(`${JSON.stringify(graphDocument(graph, diagnostics), null, 2)}\n`);
		case 'edges':
			return writeLines(edgeLines(graph), context);
		case 'vertices':
			return writeLines(vertexLines(graph), context);
		case 'skipped':
			return writeLines(skippedLines(graph), context);
		default:
			return stdout.write(drawPicture(graph, format, { title: `Graph ${graphType}` }));
	}
}

async function writeLines(lines: Iterable<string>, { terminal, signal }: CommandContext): Promise<void> {
	let lot: string[] = [];
	for (const line of lines) {
		lot.push(line);
		if (lot.length === LINES_PER_WRITE) {
			signal.throwIfAborted();
			await terminal.stdout.write(`${lot.join('\n')}\n`);
			lot = [];
		}
	}
	if (lot.length > 0) {
		await terminal.stdout.write(`${lot.join('\n')}\n`);
	}
}
