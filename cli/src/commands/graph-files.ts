import type { GraphDownloadValues, GraphFileValues, GraphUploadValues } from '../arguments/graph.js';
import { readTextFile } from '../system/files.js';
import { renderDiagnostics, summariseDiagnostics } from '../views/diagnostic-view.js';
import { formatCount } from '../views/format.js';
import { GRAPH_INFO_KIND } from '../views/graph-view.js';
import { CliError } from './cli-error.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';

export const uploadGraph: Run<GraphUploadValues> = async (values, context) => {
	const tasks = await requireText(values.file);
	const metadata = values.metadataFile === '' ? '' : await requireText(values.metadataFile);
	const client = await context.connect();
	const { taskCount, warnings } = await client.graphs.upload(values, { tasks, metadata });
	if (warnings.length > 0) {
		const style = context.messageStyle;
		await context.say(`${renderDiagnostics(warnings, style)}${summariseDiagnostics(warnings)}\n`);
	}
	await context.say(`Graph ${values.graphType} is kept: ${formatCount(taskCount, 'task')}.`);
	return EXIT.ok;
};

export const downloadGraph: Run<GraphDownloadValues> = async (values, context) => {
	const client = await context.connect();
	const { tasks, metadata } = await client.graphs.download(values, values.owner);
	await context.terminal.stdout.write(values.wantsMetadata ? metadata : tasks);
	return EXIT.ok;
};

export const listGraphs: Run<{ readonly environment: string }> = async ({ environment }, context) => {
	const client = await context.connect();
	await context.printer.list(GRAPH_INFO_KIND, await client.graphs.list(environment));
	return EXIT.ok;
};

export const deleteGraph: Run<GraphFileValues> = async (values, context) => {
	const client = await context.connect();
	await client.graphs.delete(values);
	await context.say(`Graph ${values.graphType} is gone.`);
	return EXIT.ok;
};

/** The text of a file. Throws when there is none. */
export async function requireText(path: string): Promise<string> {
	const text = await readTextFile(path);
	if (text === undefined) {
		throw new CliError('FILE_UNREADABLE', `There is no file ${path}.`, []);
	}
	return text;
}
