import { CommanderError } from 'commander';
import { describeFailure } from './plain-output.js';
import { type BareonFlags, bareonCommand, withHyphens } from './provision/bareon-flags.js';
import { AGENT_VERSION } from './version.js';

const EXIT_USAGE = 2;
/** That of the old program, for whatever went wrong. */
const EXIT_FAILED = 255;

async function provision(flags: BareonFlags): Promise<void> {
	const [{ bareonProvision }, { machineSurroundings }] = await Promise.all([
		import('./provision/bareon-provision.js'),
		import('./provision/machine-surroundings.js'),
	]);
	const stop = new AbortController();
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => stop.abort(new Error(`stopped by ${signal}`)));
	}
	await bareonProvision(
		flags,
		machineSurroundings(stop.signal, (text) => process.stdout.write(text)),
	);
}

const [program = '', script = '', ...words] = process.argv;
try {
	await bareonCommand(AGENT_VERSION)
		.action((flags: BareonFlags) => provision(flags))
		.parseAsync([program, script, ...withHyphens(words)]);
	process.exit(0);
} catch (error) {
	if (error instanceof CommanderError) {
		process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE);
	}
	process.stderr.write(describeFailure(error, 'bareon-provision'));
	process.exit(EXIT_FAILED);
}
