import type { CompiledGraph } from '@stoker/shared/graph/compile-graph.js';
import { edgeLines, skippedLines, vertexLines } from '@stoker/shared/graph-query/graph-lines.js';
import { drawPicture } from '@stoker/shared/picture/draw-picture.js';
import type { GraphCompileValues } from '../arguments/graph-compile.js';
import { graphDocument } from '../views/graph-document.js';
import type { CommandContext, Run } from './command-context.js';
import { compileFiles } from './compile-files.js';
import { EXIT } from './exit-codes.js';

/** Lines written at once. */
const LINES_PER_WRITE = 5_000;

export const compileGraphFiles: Run<GraphCompileValues> = async (values, context) => {
	const compiled = await compileFiles(values, context);
	if (compiled === undefined) {
		return EXIT.failure;
	}
	await print(values, compiled, context);
	return EXIT.ok;
};

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
