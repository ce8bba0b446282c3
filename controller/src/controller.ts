import type { AssignmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { formatUuidV7 } from '@stoker/shared/model/uuid.js';
import { agentAudit } from './agent-audit.js';
import { type ComposedBlobs, composeBlobs } from './compose-blobs.js';
import { type ComposedIdentity, composeIdentity } from './compose-identity.js';
import { type ComposedServices, composeServices } from './compose-services.js';
import { hostOf } from './config/host-port.js';
import type { Configuration } from './config/settings.js';
import { Engine } from './engine/engine.js';
import type { DoorName, Doors } from './grpc/doors.js';
import { openDoors } from './grpc/open-doors.js';
import { OpenStreams } from './grpc/open-streams.js';
import { HttpDoor } from './http/http-door.js';
import { blobUrl } from './http/routes.js';
import { Meters } from './meter/meters.js';
import type { MetricsListener } from './metrics/metrics-listener.js';
import { openMetrics } from './open-metrics.js';
import type { AttemptFiles } from './service/attempt-files.js';
import { FullDiskRecord } from './service/full-disk-record.js';
import { saveInventory } from './service/node-inventory.js';
import type { DataFolderPaths } from './store/data-folder.js';
import { LogFiles } from './store/log-files.js';
import { openSqliteStore } from './store/sqlite/open-sqlite-store.js';
import type { Store } from './store/store.js';
import { prepareLocalSocket } from './system/local-socket.js';
import { RandomPool } from './system/random-pool.js';

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
	readonly meters: Meters;
	readonly logFiles: LogFiles;
	readonly blobs: ComposedBlobs;
	readonly places: Places;
	readonly engine: Engine;
	readonly identity: ComposedIdentity;
	readonly services: ComposedServices;
	readonly streams: OpenStreams;
	readonly audit: ReturnType<typeof agentAudit>;
}

const KILL_GRACE_SECONDS = 10;

/** A running controller: store, engine, identity, services and doors. */
export class Controller {
	readonly #parts: Parts;
	readonly #doors: Doors;
	readonly #https: HttpDoor;

	readonly #metrics: MetricsListener | undefined;

	private constructor(parts: Parts, doors: Doors, https: HttpDoor, metrics: MetricsListener | undefined) {
		this.#parts = parts;
		this.#metrics = metrics;
		this.#doors = doors;
		this.#https = https;
	}

	/** Resolves when every door listens and health says SERVING. Throws what its parts throw; nothing stays open then. */
	static async start(options: ControllerOptions): Promise<Controller> {
		const health = { isServing: false, setServing: (_isServing: boolean): void => undefined };
		const parts = await composeParts(options, (isServing) => health.setServing(isServing));
		let metrics: MetricsListener | undefined;
		let https: HttpDoor | undefined;
		try {
			// Before anything is taken up, which may take its time: a supervisor sees a living process meanwhile.
			metrics = await openMetrics({ ...options, ...parts, isServing: () => health.isServing });
			await parts.services.notifications.start();
			await parts.blobs.start();
			await parts.engine.start();
			// Before the door of the agents: they are told where it is.
			const first = await openHttps(options, parts);
			https = first;
			const doors = await openDoors(doorParts(options, parts));
			health.setServing = (isServing) => {
				health.isServing = isServing;
				doors.setServing(isServing);
				first.setServing(isServing);
			};
			health.setServing(true);
			return new Controller(parts, doors, first, metrics);
		} catch (error) {
			await metrics?.close();
			await https?.drain();
			await parts.engine.drain();
			await closeParts(parts);
			throw error;
		}
	}

	/** Where a door is reached on this machine, with the port that was really bound. */
	address(door: DoorName | 'https'): string {
		return door === 'https' ? this.#https.address : this.#doors.address(door);
	}

	/** Where metrics are answered; undefined when that is off. */
	get metricsAddress(): string | undefined {
		return this.#metrics?.address;
	}

	/** Says goodbye to everybody, makes the last commit, then closes. */
	async stop(): Promise<void> {
		await this.#metrics?.close();
		const https = this.#https.drain();
		await this.#doors.drain(async () => {
			await this.#parts.engine.drain();
			this.#parts.streams.endAll();
		});
		await https;
		await closeParts(this.#parts);
	}
}

async function composeParts(options: ControllerOptions, setServing: (isServing: boolean) => void): Promise<Parts> {
	const { paths, clock } = options;
	const meters = new Meters();
	const onBusy = (): void => {
		meters.databaseBusy += 1;
	};
	const store = await openSqliteStore({ path: paths.database, onBusy });
	try {
		const logFiles = new LogFiles(paths.logs);
		const audit = agentAudit({ ...options, store });
		const places: Places = { https: undefined, pin: '' };
		const composed = composeBlobs({ ...options, store, pin: () => places.pin, folder: paths.blobs });
		const engine = composeEngine(options, {
			store,
			logFiles,
			audit,
			places,
			meters,
			attemptFiles: composed.attemptFiles,
			setServing,
		});
		const services = composeServices({
			store,
			clock,
			engine,
			logFiles,
			blobs: composed.blobs,
			fileSources: composed.fileSources,
			meters,
			log: options.log,
		});
		const onRevoked = (nodeId: NodeId, reason: string) =>
			engine.disconnectNode(nodeId, new StokerError('CERTIFICATE_REVOKED', reason, { subject: { node: nodeId } }));
		const identity = await composeIdentity({ ...options, store, folder: paths.ca, onRevoked });
		places.pin = identity.context.authority.pin;
		return {
			store,
			meters,
			logFiles,
			blobs: composed,
			places,
			engine,
			identity,
			services,
			streams: new OpenStreams(),
			audit,
		};
	} catch (error) {
		await store.close();
		throw error;
	}
}

async function closeParts({ blobs, identity, logFiles, services, store }: Parts): Promise<void> {
	await services.notifications.stop();
	await blobs.close();
	await identity.close();
	await logFiles.close();
	await store.close();
}

/** What is known only once a door is open. */
interface Places {
	/** HOST:PORT as other machines reach it. */
	https: string | undefined;
	/** Of the root certificate. */
	pin: string;
}

interface EngineSurroundings {
	readonly meters: Meters;
	readonly places: Places;
	readonly attemptFiles: AttemptFiles;
	readonly store: Store;
	readonly logFiles: LogFiles;
	readonly audit: Parts['audit'];
	readonly setServing: (isServing: boolean) => void;
}

function composeEngine(
	options: ControllerOptions,
	{ store, logFiles, audit, places, meters, attemptFiles, setServing }: EngineSurroundings,
): Engine {
	const { clock, log, version, configuration, onFatal } = options;
	const random = new RandomPool();
	const fullDisk = new FullDiskRecord({ store, clock, log });
	return new Engine({
		store,
		clock,
		log,
		logs: logFiles,
		meters,
		controllerVersion: version,
		prepare: (assignment) => attemptFiles.prepare(assignment),
		blobUrl: () => (places.https === undefined ? '' : blobUrl(places.https)),
		settings: {
			heartbeatSeconds: configuration['agents.heartbeatSeconds'],
			unreachableSeconds: configuration['agents.unreachableSeconds'],
			leaseSeconds: configuration['agents.leaseSeconds'],
			lostExtraSeconds: configuration['agents.lostExtraSeconds'],
			killGraceSeconds: KILL_GRACE_SECONDS,
		},
		newAssignmentId: () => formatUuidV7(clock.wallMs(), random.take(10)) as AssignmentId,
		audit,
		saveInventory: (nodeId, digest, inventory) => saveInventory({ store, clock }, nodeId, digest, inventory),
		onFullChanged: (isFull) => {
			setServing(!isFull);
			fullDisk.changed(isFull);
		},
		onFatal: (error) => {
			setServing(false);
			onFatal(error);
		},
	});
}

async function openHttps(options: ControllerOptions, { identity, blobs, places }: Parts): Promise<HttpDoor> {
	const { clock, log, configuration } = options;
	const address = configuration['listen.https'];
	const { server, context } = identity;
	const door = await HttpDoor.open({ address, server, identity: context, blobs: blobs.blobs, clock, log });
	places.https = advertisedAddress(options, door.address);
	return door;
}

function doorParts(options: ControllerOptions, { store, meters, engine, identity, services, streams, audit }: Parts) {
	const { clock, log, configuration, paths, version } = options;
	const facts = {
		version,
		startedAtMs: clock.wallMs(),
		caPin: identity.context.authority.pin,
		memoryBytes: () => process.memoryUsage.rss(),
	};
	return {
		environment: {
			store,
			clock,
			log,
			onCallEnded: (path: string, code: string, milliseconds: number) => meters.called(path, code, milliseconds),
		},
		addresses: {
			enrol: configuration['listen.enrol'],
			agents: configuration['listen.agents'],
			admin: configuration['listen.admin'],
			local: `unix:${prepareLocalSocket(paths.run)}`,
		},
		server: identity.server,
		identity: identity.context,
		engine,
		audit,
		admin: { ...services, facts },
		streams,
		advertise: (bound: string) => advertisedAddress(options, bound),
	};
}

/** Where agents find their door: the address it is bound to, or a name of this machine when it listens everywhere. */
function advertisedAddress({ configuration, hostName }: ControllerOptions, bound: string): string {
	const { host, port, isAnywhere } = hostOf(bound);
	const [advertised] = configuration['advertise.names'];
	return `${advertised ?? (isAnywhere ? hostName : host)}:${port}`;
}
