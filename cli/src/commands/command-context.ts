import type { Clock } from '@stoker/shared/model/ports.js';
import type { GlobalOptions } from '../arguments/global-options.js';
import type { StokerClient } from '../client/client.js';
import type { Terminal } from '../system/terminal.js';
import type { Printer } from '../views/printer.js';
import type { Style } from '../views/style.js';
import type { ExitCode } from './exit-codes.js';

/** What a command works with. */
export interface CommandContext {
	readonly terminal: Terminal;
	readonly options: GlobalOptions;
	readonly clock: Clock;
	/** Aborted by Ctrl-C; every call ends with it. */
	readonly signal: AbortSignal;
	/** Data, on standard output. */
	readonly printer: Printer;
	/** How messages on standard error look. */
	readonly messageStyle: Style;
	/** A client of the controller that the options mean; the same one each time. */
	readonly connect: () => Promise<StokerClient>;
	/** A message on standard error; the line feed is added. Nothing with --quiet. */
	readonly say: (message: string) => Promise<void>;
}

export type Run<Values> = (values: Values, context: CommandContext) => Promise<ExitCode>;
