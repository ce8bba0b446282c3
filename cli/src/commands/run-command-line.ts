import type { Clock } from '@stoker/shared/model/ports.js';
import type { GlobalOptions } from '../arguments/global-options.js';
import { helpFor, parseArguments } from '../arguments/parse.js';
import { UsageError } from '../arguments/usage-error.js';
import type { StokerClient } from '../client/client.js';
import type { OutputStream, Terminal } from '../system/terminal.js';
import { PROTOCOL, VERSION } from '../system/version.js';
import { OUTPUT_SCHEMA, Printer } from '../views/printer.js';
import { isUnicodeLocale, makeStyle, type Style, wantsColour } from '../views/style.js';
import type { CommandContext } from './command-context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { COMMANDS } from './registry.js';

/** What the program runs in. */
export interface Surroundings {
	readonly terminal: Terminal;
	readonly clock: Clock;
	/** Aborted by Ctrl-C. */
	readonly signal: AbortSignal;
}

const SPECS = COMMANDS.map(({ spec }) => spec);

/** Runs one command line, without the program's own name, to its exit code. Never rejects. */
export async function runCommandLine(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
	const { terminal } = surroundings;
	try {
		const invocation = parseArguments(SPECS, argv);
		switch (invocation.kind) {
			case 'help':
				await terminal.stdout.write(invocation.text);
				return EXIT.ok;
			case 'version':
				await terminal.stdout.write(`stoker ${VERSION} (protocol ${PROTOCOL})\n`);
				return EXIT.ok;
			case 'run':
				return await runCommand(invocation.path, invocation.values, invocation.options, surroundings);
		}
	} catch (error) {
		if (!(error instanceof UsageError)) {
			throw error;
		}
		await reportUsage(error, argv, surroundings);
		return EXIT.usage;
	}
}

async function runCommand(
	path: string,
	values: unknown,
	options: GlobalOptions,
	surroundings: Surroundings,
): Promise<ExitCode> {
	const { terminal, signal } = surroundings;
	const session = new Session(options, surroundings);
	const found = COMMANDS.find(({ spec }) => spec.path === path);
	try {
		return found === undefined ? EXIT.usage : await found.run(values, session.context);
	} catch (error) {
		if (signal.aborted) {
			await terminal.stderr.write('\n');
			return EXIT.interrupted;
		}
		if (error instanceof UsageError) {
			throw error;
		}
		return await reportError(error, options, surroundings);
	} finally {
		session.close();
	}
}

/** What one command uses, made when it is first asked for. */
class Session {
	readonly context: CommandContext;
	#client: StokerClient | undefined;

	constructor(options: GlobalOptions, surroundings: Surroundings) {
		const { terminal, clock, signal } = surroundings;
		const write = (text: string): Promise<void> => terminal.stdout.write(text);
		this.context = {
			terminal,
			options,
			clock,
			signal,
			printer: new Printer(write, options, styleOf(terminal.stdout, surroundings)),
			messageStyle: styleOf(terminal.stderr, surroundings),
			connect: () => this.#connect(),
			say: async (message) => (options.isQuiet ? undefined : terminal.stderr.write(`${message}\n`)),
		};
	}

	close(): void {
		this.#client?.close();
	}

	async #connect(): Promise<StokerClient> {
		if (this.#client !== undefined) {
			return this.#client;
		}
		const { options, terminal, signal } = this.context;
		// gRPC takes a third of the start-up: load it while the contexts file is read.
		const [{ connect }, { requireUsable, resolveTarget }] = await Promise.all([
			import('../client/client.js'),
			import('./target.js'),
		]);
		const target = requireUsable(await resolveTarget(options, terminal));
		const onCall = ({ method, requestId }: { readonly method: string; readonly requestId: string }): void =>
			void terminal.stderr.write(`${method} request ${requestId}\n`);
		this.#client ??= connect(target, {
			timeoutMs: options.timeoutSeconds * 1000,
			signal,
			...(options.isTracing && { onCall }),
		});
		return this.#client;
	}
}

function styleOf(output: OutputStream, { terminal, clock }: Surroundings): Style {
	return makeStyle({
		hasColour: wantsColour(terminal.environment, output.isTerminal),
		isUnicode: isUnicodeLocale(terminal.environment),
		columns: output.size()?.columns,
		nowMs: clock.wallMs(),
	});
}

async function reportError(error: unknown, options: GlobalOptions, surroundings: Surroundings): Promise<ExitCode> {
	const [{ classifyError }, { renderError }] = await Promise.all([
		import('./error-report.js'),
		import('../views/error-view.js'),
	]);
	const { report, exitCode } = classifyError(error);
	const { stderr } = surroundings.terminal;
	const isForPrograms = options.output === 'json' || options.output === 'jsonl';
	await stderr.write(
		isForPrograms
			? `${JSON.stringify({ schema: OUTPUT_SCHEMA, kind: 'error', data: report })}\n`
			: renderError(report, styleOf(stderr, surroundings)),
	);
	return exitCode;
}

async function reportUsage(error: UsageError, argv: readonly string[], surroundings: Surroundings): Promise<void> {
	const { stderr } = surroundings.terminal;
	const { commandPath, problems } = error;
	// Somebody who typed nothing, or a noun alone, is looking around.
	if (argv.length === 0 || argv.join(' ') === commandPath) {
		const spec = SPECS.find(({ path }) => path === commandPath);
		if (spec === undefined) {
			await stderr.write(helpFor(SPECS, commandPath));
			return;
		}
	}
	const { renderUsageError } = await import('../views/error-view.js');
	const help = ['stoker', commandPath, '--help'].filter((word) => word !== '').join(' ');
	await stderr.write(renderUsageError(problems, help, styleOf(stderr, surroundings)));
}
