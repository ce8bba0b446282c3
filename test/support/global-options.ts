import type { GlobalOptions } from '../../cli/src/arguments/global-options.js';

/** The options of a command line that gives none. */
export const PLAIN_OPTIONS: GlobalOptions = {
	output: 'table',
	columns: undefined,
	hasHeaders: true,
	isQuiet: false,
	isTracing: false,
	context: undefined,
	contextFile: undefined,
	address: undefined,
	timeoutSeconds: 30,
};
