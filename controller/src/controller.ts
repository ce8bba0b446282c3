import { randomBytes } from 'node:crypto';
import type { Server } from '@grpc/grpc-js';
import type { AssignmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { formatUuidV7 } from '@stoker/shared/model/uuid.js';
import { AgentServiceService } from '@stoker/shared/wire/stoker/v1/agent.js';
import { EnrolServiceService } from '@stoker/shared/wire/stoker/v1/enrol.js';
import { type ComposedIdentity, composeIdentity } from './compose-identity.js';
import { composeServices } from './compose-services.js';
import { hostOf } from './config/host-port.js';
import type { Configuration } from './config/settings.js';
import { Engine } from './engine/engine.js';
import { type AdminParts, adminServices } from './grpc/admin/services.js';
import { agentService } from './grpc/agent-service.js';
import { authenticate, authenticateAgent, LOCAL_CALLER } from './grpc/authenticate.js';
import { type DoorName, Doors } from './grpc/doors.js';
import { enrolService } from './grpc/enrol-service.js';
import type { HandlerEnvironment } from './grpc/handlers.js';
import { addReflection } from './grpc/reflection.js';
import { appendAudit } from './service/audit.js';
import { Enrolment } from './service/enrolment.js';
import { saveInventory } from './service/node-inventory.js';
import type { DataFolderPaths } from './store/data-folder.js';
import { LogFiles } from './store/log-files.js';
import { openSqliteStore } from './store/sqlite/open-sqlite-store.js';
import type { Store } from './store/store.js';
import { prepareLocalSocket } from './system/local-socket.js';

/** What a controller is started with. The caller owns the data folder. */
export interface ControllerOptions {
	readonly paths: DataFolderPaths;
	readonly configuration: Configuration;
	readonly clock: Clock;
	readonly log: Log;
	readonly version: string;
	/** Name of this machine: agents are sent to it unless a name is advertised. */
	readonly hostName: string;
	/** Nothing can be promised any more: the process must end and start again. */
	readonly onFatal: (error: unknown) => void;
}

interface Parts {
	readonly store: Store;
	readonly logFiles: LogFiles;
	readonly engine: Engine;
	readonly identity: ComposedIdentity;
	readonly doors: Doors;
}

const KILL_GRACE_SECONDS = 10;

/** A running controller: store, identity, engine and doors, put together in the order in which they need each other. */
export class Controller {
	readonly #parts: Parts;

	private constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** Resolves when every door listens and health says SERVING. Throws what its parts throw; nothing stays open then. */
	static async start(options: ControllerOptions): Promise<Controller> {
		const store = await openSqliteStore({ path: options.paths.database });
		try {
			return await compose(options, store);
		} catch (error) {
			await store.close();
			throw error;
		}
	}

	static fromParts(parts: Parts): Controller {
		return new Controller(parts);
	}

	/** Where a door is reached on this machine, with the port that was really bound. */
	address(door: DoorName): string {
		return this.#parts.doors.address(door);
	}

	/** Says goodbye to everybody, makes the last commit, then closes. */
	async stop(): Promise<void> {
		const { doors, engine, identity, logFiles, store } = this.#parts;
		await doors.drain(() => engine.drain());
		await identity.close();
		await logFiles.close();
		await store.close();
	}
}

async function compose(options: ControllerOptions, store: Store): Promise<Controller> {
	const logFiles = new LogFiles(options.paths.logs);
	const health = { setServing: (_isServing: boolean): void => undefined };
	const engine = composeEngine(options, { store, logFiles, setServing: (isServing) => health.setServing(isServing) });
	const identity = await composeIdentity({
		...options,
		store,
		folder: options.paths.ca,
		onRevoked: (nodeId, reason) =>
			engine.disconnectNode(nodeId, new StokerError('CERTIFICATE_REVOKED', reason, { subject: { node: nodeId } })),
	});
	const services = composeServices({ store, clock: options.clock, engine, logFiles });
	await engine.start();
	const facts = {
		version: options.version,
		startedAtMs: options.clock.wallMs(),
		caPin: identity.context.authority.pin,
		memoryBytes: () => process.memoryUsage.rss(),
	};
	const admin = { ...services, identity: identity.context, facts };
	const doors = await openDoors(options, { store, engine, identity, admin });
	health.setServing = (isServing) => doors.setServing(isServing);
	doors.setServing(true);
	return Controller.fromParts({ store, logFiles, engine, identity, doors });
}

interface EngineSurroundings {
	readonly store: Store;
	readonly logFiles: LogFiles;
	readonly setServing: (isServing: boolean) => void;
}

function composeEngine(options: ControllerOptions, { store, logFiles, setServing }: EngineSurroundings): Engine {
	const { clock, log, version, configuration, onFatal } = options;
	return new Engine({
		store,
		clock,
		log,
		logs: logFiles,
		controllerVersion: version,
		settings: {
			heartbeatSeconds: configuration['agents.heartbeatSeconds'],
			unreachableSeconds: configuration['agents.unreachableSeconds'],
			leaseSeconds: configuration['agents.leaseSeconds'],
			lostExtraSeconds: configuration['agents.lostExtraSeconds'],
			killGraceSeconds: KILL_GRACE_SECONDS,
		},
		newAssignmentId: () => formatUuidV7(clock.wallMs(), randomBytes(16)) as AssignmentId,
		audit: (nodeId, action) => auditAgent({ store, clock, log }, nodeId, action),
		saveInventory: (nodeId, digest, inventory) => saveInventory({ store, clock }, nodeId, digest, inventory),
		onFullChanged: (isFull) => setServing(!isFull),
		onFatal: (error) => {
			setServing(false);
			onFatal(error);
		},
	});
}

/** What the engine finds out about an agent goes on record aside from the turn that found it. */
function auditAgent({ store, clock, log }: HandlerPorts, nodeId: NodeId, action: string): void {
	const entry = { atMs: clock.wallMs(), actor: `agent ${nodeId}`, action, object: `node ${nodeId}` };
	const record = { ...entry, requestId: '', outcome: 'ok', digest: '' };
	store
		.write((transaction) => appendAudit(transaction, record))
		.catch((error: unknown) => log.error({ nodeId, action, err: error }, 'not audited'));
}

type HandlerPorts = Pick<HandlerEnvironment, 'store' | 'clock' | 'log'>;

async function openDoors(
	options: ControllerOptions,
	{ store, engine, identity, admin }: Pick<Parts, 'store' | 'engine' | 'identity'> & { readonly admin: AdminParts },
): Promise<Doors> {
	const { clock, log, configuration, paths } = options;
	const ports = { store, clock, log };
	const certified: HandlerEnvironment = { ...ports, identify: (call) => authenticate(identity.context, call) };
	const local: HandlerEnvironment = { ...ports, identify: () => Promise.resolve(LOCAL_CALLER) };
	const enrolment = new Enrolment(identity.context);
	const opened: { doors?: Doors } = {};
	const agentDoorAddress = () => advertisedAddress(options, opened.doors?.address('agents'));
	const enrol = enrolService({ ...ports, identity: identity.context, enrolment, agentDoorAddress });
	const agents = agentService({
		engine,
		clock,
		log,
		authenticate: (call) => authenticateAgent(identity.context, call),
	});
	const plans = {
		enrol: {
			address: configuration['listen.enrol'],
			addServices: (server: Server) => server.addService(EnrolServiceService, enrol),
		},
		agents: {
			address: configuration['listen.agents'],
			addServices: (server: Server) => server.addService(AgentServiceService, agents),
		},
		admin: {
			address: configuration['listen.admin'],
			addServices: (server: Server) => addAdminServices(server, admin, certified),
		},
		local: {
			address: `unix:${prepareLocalSocket(paths.run)}`,
			addServices: (server: Server) => addAdminServices(server, admin, local),
		},
	};
	opened.doors = await Doors.open(plans, identity.server);
	return opened.doors;
}

function addAdminServices(server: Server, admin: AdminParts, environment: HandlerEnvironment): void {
	for (const { definition, implementation } of adminServices(admin, environment)) {
		server.addService(definition, implementation);
	}
	addReflection(server, environment);
}

/** Where agents find their door: the address it is bound to, or a name of this machine when it listens everywhere. */
function advertisedAddress({ configuration, hostName }: ControllerOptions, bound: string | undefined): string {
	const { host, port, isAnywhere } = hostOf(bound ?? configuration['listen.agents']);
	const [advertised] = configuration['advertise.names'];
	return `${advertised ?? (isAnywhere ? hostName : host)}:${port}`;
}
