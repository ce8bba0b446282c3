import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type Logger, pino } from 'pino';
import { addFleetOptions, type FleetFlags } from './fleet/fleet-flags.js';
import { describeFailure, plainLog } from './plain-output.js';
import type { ProvisionFlags } from './provision/provision-command.js';
import { AGENT_VERSION } from './version.js';

const DEFAULT_STATE_FOLDER = '/var/lib/stoker-agent';
const MOST_SLOTS = 256;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const EXIT_REFUSED = 3;

interface CommonFlags {
	readonly stateDir: string;
	readonly root: string;
}

interface JoinFlags extends CommonFlags {
	readonly controller: string;
	readonly tokenFile: string;
	readonly instance?: string;
}

interface RunFlags extends CommonFlags {
	readonly slots: number;
}

async function joinCommand(flags: JoinFlags): Promise<void> {
	const { join } = await import('./session/join.js');
	const { instanceOfRoot, readHardwareIdentity } = await import('./discovery/hardware-identity.js');
	const { readHostName } = await import('./discovery/host-name.js');
	const { IdentityStore } = await import('./system/identity-store.js');
	const { systemClock } = await import('./system/clock.js');
	const { identity, isRepeated } = await join({
		controller: flags.controller,
		tokenText: await readToken(flags.tokenFile),
		hardware: await readHardwareIdentity(flags.instance ?? instanceOfRoot(resolve(flags.root))),
		hostName: await readHostName(resolve(flags.root)),
		agentVersion: AGENT_VERSION,
		store: new IdentityStore(resolve(flags.stateDir)),
		clock: systemClock,
		log: plainLog((text) => process.stderr.write(text)),
	});
	process.stdout.write(`${isRepeated ? 'This machine has joined before' : 'Joined'} as node ${identity.nodeId}.\n`);
}

async function runCommand(flags: RunFlags, log: Logger): Promise<void> {
	const { runAgent } = await import('./run-agent.js');
	const { stateDir, root, slots } = flags;
	const agent = await runAgent({ stateFolder: resolve(stateDir), root: resolve(root), slots, log });
	log.info({ nodeId: agent.nodeId, version: AGENT_VERSION, slots }, 'agent started');
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => {
			log.info({ signal }, 'agent is stopping; its tasks go on');
			// What still writes has a second; nothing that was promised waits for it.
			setTimeout(() => process.exit(0), STOP_MS).unref();
			agent.stop().then(
				() => process.exit(0),
				() => process.exit(0),
			);
		});
	}
	await agent.ended;
}

/** The first Ctrl-C ends the sessions, a second one the process. */
async function fleetCommand(flags: FleetFlags): Promise<void> {
	const { runFleet } = await import('./fleet/run-fleet.js');
	const stop = new AbortController();
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => stop.abort());
	}
	const isLive = process.stderr.isTTY;
	await runFleet({
		flags,
		readToken: () => readToken(flags.tokenFile),
		output: {
			print: (line) => process.stdout.write(`${isLive && !flags.json ? '\n' : ''}${line}\n`),
			show: (line) => process.stderr.write(isLive ? `\r${line}\u001b[K` : `${line}\n`),
			isLive,
		},
		stop: stop.signal,
	});
}

/** Carries out a plan on this machine, as long as it takes; a signal ends it where it can be repeated. */
async function provisionCommand(flags: ProvisionFlags): Promise<void> {
	const [{ provisionFromPlan }, { machineSurroundings }] = await Promise.all([
		import('./provision/provision-command.js'),
		import('./provision/machine-surroundings.js'),
	]);
	const stop = new AbortController();
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => stop.abort(new Error(`stopped by ${signal}`)));
	}
	await provisionFromPlan(
		flags,
		machineSurroundings(stop.signal, (text) => process.stdout.write(text)),
	);
}

const STOP_MS = 800;

async function readToken(path: string | undefined): Promise<string> {
	if (path === undefined) {
		const violations = [{ field: '--token-file', description: 'is needed for agents that have no identity yet' }];
		throw new StokerError('INVALID_REQUEST', 'Not every agent has an identity yet.', { violations });
	}
	try {
		return await readFile(path === '-' ? '/dev/stdin' : path, 'utf8');
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		const violations = [{ field: '--token-file', description: why }];
		throw new StokerError('INVALID_REQUEST', `The token file cannot be read: ${why}.`, { violations });
	}
}

function parseSlots(text: string): number {
	const slots = Number(text);
	if (!Number.isInteger(slots) || slots < 1 || slots > MOST_SLOTS) {
		throw new InvalidArgumentError(`must be a whole number from 1 to ${MOST_SLOTS}.`);
	}
	return slots;
}

function stateDirOption(): Option {
	return new Option('--state-dir <dir>', 'folder for identity, journal and output')
		.default(DEFAULT_STATE_FOLDER)
		.env('STOKER_AGENT_STATE_DIR');
}

function rootOption(): Option {
	return new Option('--root <dir>', 'folder that stands for "/": files and working directories stay below it')
		.default('/')
		.env('STOKER_AGENT_ROOT');
}

/** Logs why the program ends, or tells the person who joins; returns its exit code. */
function tell(error: unknown, log: Logger): number {
	if (error instanceof CommanderError) {
		// It has told by itself; help and version are no errors.
		return error.exitCode === 0 ? 0 : EXIT_USAGE;
	}
	if (['join', 'fleet', 'provision'].includes(process.argv[2] ?? '')) {
		process.stderr.write(describeFailure(error));
		return error instanceof StokerError || (error instanceof Error && 'status' in error) ? EXIT_REFUSED : EXIT_FAILED;
	}
	if (error instanceof StokerError) {
		const { code, subject, violations, nextStep } = error;
		log.fatal({ code, subject, violations, nextStep }, error.message);
		return EXIT_REFUSED;
	}
	const status = error instanceof Error && 'status' in error ? error.status : undefined;
	log.fatal({ err: error, ...(status === undefined ? {} : { refusal: status }) }, 'agent failed');
	return status === undefined ? EXIT_FAILED : EXIT_REFUSED;
}

function program(log: Logger): Command {
	const command = new Command('stoker-agent')
		.description('Pulls and runs the tasks of one machine.')
		.version(AGENT_VERSION)
		.exitOverride()
		.addHelpText(
			'after',
			`
Examples:
  stoker-agent join --controller master:7440 --token-file /run/stoker.token
  stoker-agent run
  stoker-agent run --root /srv/lab/node-1 --state-dir /srv/lab/node-1.state
  stoker-agent provision --plan plan.json --system system.yaml --agree 5f2c…
  stoker-agent fleet --controller master:7440 --token-file fleet.token --count 500 --task-seconds 2-20 --fail 1%

Exit codes: 0 ended as asked, 1 failed, 2 wrong usage, 3 refused: the log says by whom and what to do.`,
		);
	command
		.command('join')
		.description('exchange a join token for an identity; safe to repeat')
		.addOption(
			new Option('--controller <host:port>', 'enrol door of the controller')
				.env('STOKER_AGENT_CONTROLLER')
				.makeOptionMandatory(),
		)
		.addOption(
			new Option('--token-file <file>', 'file that holds the join token; "-" reads standard input')
				.env('STOKER_AGENT_TOKEN_FILE')
				.makeOptionMandatory(),
		)
		.addOption(
			new Option('--instance <name>', 'tells apart several agents on one machine; from --root when absent').env(
				'STOKER_AGENT_INSTANCE',
			),
		)
		.addOption(stateDirOption())
		.addOption(rootOption())
		.action((flags: JoinFlags) => joinCommand(flags));
	command
		.command('run')
		.description('connect to the controller and run tasks')
		.addOption(stateDirOption())
		.addOption(rootOption())
		.addOption(
			new Option('--slots <number>', 'tasks at once').argParser(parseSlots).default(1).env('STOKER_AGENT_SLOTS'),
		)
		.action((flags: RunFlags) => runCommand(flags, log));
	command
		.command('provision')
		.description('carry out a storage plan on this machine: disks, images, boot loader; safe to repeat')
		.requiredOption('--plan <file>', 'the plan, as `stoker storage plan -o json` writes it; "-" reads standard input')
		.option('--system <file>', 'what the installed system must be: names, keys, seed, agent')
		.option('--agree <digest>', 'digest of the plan: consent to lose what the plan destroys')
		.option('--key-folder <dir>', 'folder of keys of encryptions, each in a file named like its reference')
		.action((flags: ProvisionFlags) => provisionCommand(flags));
	addFleetOptions(command.command('fleet').description('pretend to be many machines, to size a controller')).action(
		(flags: FleetFlags) => fleetCommand(flags),
	);
	return command;
}

const log = pino(
	{ base: { program: 'stoker-agent' }, level: process.env['STOKER_AGENT_LOG'] ?? 'info' },
	pino.destination({ dest: 2, sync: true }),
);
try {
	await program(log).parseAsync();
	process.exit(0);
} catch (error) {
	process.exit(tell(error, log));
}
