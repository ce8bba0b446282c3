import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { BootId, InstanceId, JournalId, NodeId } from '@stoker/shared/model/ids.js';
import type { Inventory } from '@stoker/shared/model/inventory.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import type { Welcome } from '@stoker/shared/model/session.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { discover } from './discovery/discover.js';
import { InventoryKeeper } from './discovery/inventory-keeper.js';
import { AttemptSupervisor } from './executor/attempt-supervisor.js';
import type { ExecutorTable } from './executor/executor.js';
import { Journal } from './journal/journal.js';
import { Spool } from './journal/spool.js';
import { ControllerClock } from './session/controller-clock.js';
import { ControllerHttps } from './session/controller-https.js';
import { ControllerLink } from './session/controller-link.js';
import { storageOf } from './storage/storage-of.js';
import { readBootId, systemClock } from './system/clock.js';
import { DeviceMonitor } from './system/device-monitor.js';
import { readIfPresent, writeDurably } from './system/durable-file.js';
import { BlobFetcher } from './system/fetch-blob.js';
import { findWrapper } from './system/find-wrapper.js';
import { type FolderLock, lockFolder } from './system/folder-lock.js';
import { type AgentIdentity, IdentityStore } from './system/identity-store.js';
import { type MachineControl, machineOf } from './system/machine-control.js';
import type { StorageControl } from './system/storage-control.js';
import { sysFiles } from './system/sys-files.js';
import { AGENT_VERSION } from './version.js';

/** What an agent process is started with. */
export interface RunAgentOptions {
	/** Identity, journal and spool; made by `join`. */
	readonly stateFolder: string;
	readonly log: Log;
	/** Folder that stands for "/"; "/" when absent. */
	readonly root?: string;
	/** Tasks at once; 1 when absent. */
	readonly slots?: number;
	/** What each task type does; the agent's own table when absent. */
	readonly executors?: ExecutorTable;
	/** The task wrapper; the one beside the program when absent. */
	readonly wrapperPath?: string;
	/** Of this machine; the real one when absent. */
	readonly clock?: Clock;
	/** What is done to the machine as a whole; the real one when absent. */
	readonly machine?: MachineControl;
	/** What is done to its disks; the real thing when absent. */
	readonly storage?: StorageControl;
	/** Looks at its hardware; the real thing when absent. */
	readonly discover?: () => Promise<Inventory>;
	/** Of the kernel it runs; the real one when absent. */
	readonly bootId?: BootId;
}

/** An agent at work. */
export interface RunningAgent {
	readonly nodeId: NodeId;
	/** Resolves after {@link stop}; rejects when the agent cannot go on and must be started anew. */
	readonly ended: Promise<void>;
	/** Closes the session; tasks go on under their wrappers and are taken up by the next agent process. */
	stop(): Promise<void>;
}

/** Starts an agent: takes up what earlier processes left, then connects. Throws StokerError when it cannot start. */
export async function runAgent(options: RunAgentOptions): Promise<RunningAgent> {
	const { stateFolder, log, slots = 1 } = options;
	const wrapperPath = options.wrapperPath ?? findWrapper();
	const store = new IdentityStore(stateFolder);
	const identity = await loadIdentity(store, stateFolder);
	const lock = await lockOrRefuse(stateFolder, wrapperPath);
	const fatal = makeFatal();
	const journal = await openJournal(stateFolder, log);
	const spool = new Spool(join(stateFolder, 'attempts'));
	const bootId = options.bootId ?? readBootId();
	const nodeName = await openNodeName(stateFolder, log);
	const root = await realRoot(options.root ?? '/');
	const clock = new ControllerClock(options.clock ?? systemClock);
	const connectionsOf = (owner: AgentIdentity) => new ControllerHttps(owner, clock);
	const blobs = new BlobFetcher({ connectionsOf, log, random: Math.random });
	const inventory = await openInventory(stateFolder, { ...options, clock, root });
	const supervisor = new AttemptSupervisor({
		slots,
		onFatal: fatal.report,
		tools: {
			...{ journal, spool, log, bootId, root, wrapperPath },
			executors: () => (options.executors ? Promise.resolve(options.executors) : loadExecutors()),
			...{ clock, nodeId: identity.nodeId, enrolAddress: identity.enrolAddress },
			nodeName: nodeName.known,
			fetchBlob: blobs.fetch,
			...noticed(controlsOf(options, root, blobs), () => inventory.noteChange()),
		},
	});
	await supervisor.recover();
	const session = {
		supervisor,
		outputs: spool,
		inventory: () => inventory.known,
		instanceId: randomUUID() as InstanceId,
		hello: { bootId, journalId: journal.id, slots, agentVersion: AGENT_VERSION },
		clock,
		log,
		onWelcome: (welcome: Welcome, owner: AgentIdentity) => {
			nodeName.learn(welcome.nodeName);
			blobs.use({ blobUrl: welcome.blobUrl, identity: owner });
		},
		onFatal: fatal.report,
	};
	const link = new ControllerLink({ identity, store, session, clock, log, random: Math.random });
	inventory.start(() => link.inventoryChanged());
	const running = link.run();
	return {
		nodeId: identity.nodeId,
		ended: Promise.race([running, fatal.happened]),
		async stop() {
			inventory.stop();
			link.close();
			await running;
			blobs.close();
			await journal.close();
			await lock.close();
		},
	};
}

interface Controls {
	readonly machine: MachineControl;
	readonly storage: StorageControl;
}

function controlsOf({ machine, storage }: RunAgentOptions, root: string, { connectionsTo }: BlobFetcher): Controls {
	return { machine: machine ?? machineOf(root, eraseWhenAsked), storage: storage ?? storageOf(root, connectionsTo) };
}

/** Not everything that is done to disks comes with an event, and the next plan is made from what was found last. */
function noticed({ machine, storage }: Controls, onChange: () => void): Controls {
	return {
		machine: {
			restart: () => machine.restart(),
			bootIntoBootstrap: (profile) => machine.bootIntoBootstrap(profile),
			wipeDisks: (order, tools) => machine.wipeDisks(order, tools).finally(onChange),
		},
		storage: {
			isDone: (work) => storage.isDone(work),
			apply: (work, tools) => storage.apply(work, tools).finally(onChange),
		},
	};
}

/** Loaded when a task erases disks. */
const eraseWhenAsked: MachineControl['wipeDisks'] = async (order, tools) => {
	const [{ eraseDisks }, { lockDisks }, { whileAlone }] = await Promise.all([
		import('./storage/erase-disks.js'),
		import('./storage/machine-tools.js'),
		import('./storage/while-alone.js'),
	]);
	return whileAlone({ lock: lockDisks }, () => eraseDisks(order, tools));
};

async function realRoot(root: string): Promise<string> {
	const real = await sysFiles.resolve(root);
	if (real === '') {
		throw new StokerError('CONFIGURATION_INVALID', `The root folder ${root} does not exist.`, { subject: { root } });
	}
	return real;
}

async function loadExecutors(): Promise<ExecutorTable> {
	const { executors } = await import('./executor/executors.js');
	return executors;
}

async function loadIdentity(store: IdentityStore, stateFolder: string): Promise<AgentIdentity> {
	const identity = await store.load();
	if (identity === undefined) {
		const message = `${stateFolder} holds no identity: run \`stoker-agent join\` first.`;
		throw new StokerError('DATA_FOLDER_INVALID', message, { subject: { folder: stateFolder } });
	}
	return identity;
}

async function lockOrRefuse(stateFolder: string, wrapperPath: string): Promise<FolderLock> {
	const lock = await lockFolder(stateFolder, wrapperPath);
	if (lock === undefined) {
		const message = `Another agent process uses ${stateFolder}.`;
		throw new StokerError('DATA_FOLDER_IN_USE', message, { subject: { folder: stateFolder } });
	}
	return lock;
}

function openJournal(stateFolder: string, log: Log): Promise<Journal> {
	return Journal.open({ path: join(stateFolder, 'journal'), newJournalId: () => randomUUID() as JournalId, log });
}

/** The name of the node, kept for tasks that start before the controller has told it again. */
async function openNodeName(stateFolder: string, log: Log) {
	const path = join(stateFolder, 'node-name');
	let known = (await readIfPresent(path))?.trim() ?? '';
	const learn = (name: string): void => {
		if (name !== known && name !== '') {
			known = name;
			writeDurably(path, `${name}\n`).catch((error: unknown) => log.warn({ err: error }, 'node name not kept'));
		}
	};
	return { known: () => known, learn };
}

async function openInventory(
	stateFolder: string,
	{ log, clock, root, discover: look = discover }: RunAgentOptions & { readonly clock: Clock; readonly root: string },
): Promise<InventoryKeeper> {
	const path = join(stateFolder, 'inventory-digest');
	const lastDigest = (await readIfPresent(path))?.trim() ?? '';
	const remember = (digest: string) => writeDurably(path, `${digest}\n`);
	// Agents that are confined to a folder share their machine with one that is not, or are many.
	const watch = (onChange: () => void) => new DeviceMonitor({ onChange, clock, log });
	return new InventoryKeeper({ lastDigest, discover: look, remember, clock, log, ...(root === '/' && { watch }) });
}

/** A promise that is rejected with the first fatal error. */
function makeFatal(): { readonly happened: Promise<never>; readonly report: (error: unknown) => void } {
	let report: (error: unknown) => void = () => undefined;
	const happened = new Promise<never>((_resolve, reject) => {
		report = reject;
	});
	return { happened, report: (error) => report(error) };
}
