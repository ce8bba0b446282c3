import { Command, CommanderError } from 'commander';
import { destination, pino } from 'pino';
import packageJson from '../package.json' with { type: 'json' };
import { describeError, exitCodeOf } from './command/describe-error.js';
import { initialise } from './command/initialise.js';
import { run } from './command/run.js';
import { showConfiguration } from './command/show-configuration.js';
import {
	flagOf,
	type ResolvedConfiguration,
	resolveConfiguration,
	variableOf,
} from './config/resolve-configuration.js';
import { SETTING_PATHS, SETTINGS } from './config/settings.js';
import { readConfigurationFiles, STANDARD_CONFIGURATION } from './system/configuration-files.js';
import { SYSTEM_CLOCK } from './system/system-clock.js';

const { version } = packageJson;

const EXIT_CODES = `
Exit codes:
  0  done, or stopped as asked
  1  a fault; the log tells more
  2  wrong arguments or configuration
  3  the data folder cannot be used
  130, 143  stopped at once by a second SIGINT or SIGTERM`;

type Flags = Readonly<Record<string, string | undefined>>;

/** Adds the flags of every setting; each is a text that the configuration checks. */
function withSettings(command: Command): Command {
	command.option(
		'--config <file>',
		`configuration file (default ${STANDARD_CONFIGURATION}); conf.d beside it is read too`,
	);
	for (const path of SETTING_PATHS) {
		command.option(`${flagOf(path)} <value>`, `${SETTINGS[path].description} (${variableOf(path)})`);
	}
	return command;
}

function resolveFrom(options: Flags, isFileRequired = options['config'] !== undefined): ResolvedConfiguration {
	return resolveConfiguration({
		files: readConfigurationFiles(options['config'] ?? STANDARD_CONFIGURATION, isFileRequired),
		environment: process.env,
		flags: Object.fromEntries(SETTING_PATHS.map((path) => [path, options[attributeOf(flagOf(path))]])),
	});
}

/** How commander names the value of a flag: `--listen-enrol` is `listenEnrol`. */
function attributeOf(flag: string): string {
	return flag.slice(2).replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
}

async function runInit(options: Flags): Promise<void> {
	const configurationPath = options['config'] ?? STANDARD_CONFIGURATION;
	// Init writes the file it is given when there is none.
	const { values } = resolveFrom(options, false);
	const made = await initialise({
		configuration: values,
		adminName: options['admin'] ?? 'admin',
		configurationPath,
		clock: SYSTEM_CLOCK,
	});
	const start =
		configurationPath === STANDARD_CONFIGURATION ? 'stokerd run' : `stokerd run --config ${configurationPath}`;
	const lines = [
		`Data folder   ${made.dataFolder}`,
		`Configuration ${made.configurationFile ?? `${configurationPath} (was there before, not changed)`}`,
		`CA pin        ${made.pin}`,
		'',
		'Next:',
		`  ${start}`,
		`  stoker --context-file ${made.contextFile} node list`,
		`  stoker-agent join --controller localhost:${portOf(values['listen.enrol'])} --token-file ${made.tokenFile}`,
		'',
		'Both files hold secrets: the first makes you administrator, the second makes this machine node master, once.',
	];
	process.stdout.write(`${lines.join('\n')}\n`);
}

async function runController(options: Flags): Promise<void> {
	const configuration = resolveFrom(options).values;
	// Written at once: what was logged before a crash is what explains it.
	const log = pino(
		{ level: configuration['log.level'], base: null, formatters: { level: (level) => ({ level }) } },
		destination({ dest: 2, sync: true }),
	);
	await run({ configuration, log, version, stopRequested: stopSignal() });
	// Timers of libraries must not keep a controller alive that has closed everything.
	process.exit(0);
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
async function stopSignal(): Promise<string> {
	return new Promise((resolve) => {
		let isAsked = false;
		for (const [signal, exitCode] of [
			['SIGTERM', 143],
			['SIGINT', 130],
		] as const) {
			process.on(signal, () => {
				if (isAsked) {
					process.exit(exitCode);
				}
				isAsked = true;
				resolve(signal);
			});
		}
	});
}

function portOf(address: string): string {
	return address.slice(address.lastIndexOf(':') + 1);
}

function buildProgram(): Command {
	const program = new Command('stokerd')
		.description('The Stoker controller.')
		.version(version)
		.addHelpText('after', EXIT_CODES)
		.exitOverride();
	withSettings(
		program.command('init').description('Make a data folder, the certificate authority and the first administrator.'),
	)
		.option('--admin <name>', 'name of the first administrator', 'admin')
		.action(async (options: Flags) => runInit(options));
	withSettings(program.command('run').description('Run the controller until SIGTERM.')).action(async (options: Flags) =>
		runController(options),
	);
	withSettings(program.command('config').description('Print every setting in force and where it came from.')).action(
		(options: Flags) => {
			process.stdout.write(showConfiguration(resolveFrom(options)));
		},
	);
	return program;
}

try {
	await buildProgram().parseAsync();
} catch (error) {
	if (error instanceof CommanderError) {
		process.exitCode = error.exitCode === 0 ? 0 : 2;
	} else {
		process.stderr.write(`${describeError(error)}\n`);
		process.exit(exitCodeOf(error));
	}
}
