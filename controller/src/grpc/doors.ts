import {
	type ConnectionInjector,
	Server,
	ServerCredentials,
	type ServerInterceptor,
	type ServerOptions,
} from '@grpc/grpc-js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { HealthImplementation } from 'grpc-health-check';
import { hostOf } from '../config/host-port.js';
import type { ServerIdentity } from '../door/server-identity.js';
import { TlsListener } from '../door/tls-listener.js';

export type DoorName = 'enrol' | 'agents' | 'admin' | 'local';

/** Where a door listens, and what it serves. */
export interface DoorPlan {
	/** HOST:PORT, port 0 for any free one, or `unix:PATH`. */
	readonly address: string;
	/** Adds the services of the door. */
	readonly addServices: (server: Server) => void;
	/** Look at calls before their requests are read. */
	readonly interceptors?: readonly ServerInterceptor[];
}

interface OpenDoor {
	readonly server: Server;
	/** With the port that was really bound. */
	readonly address: string;
	/** What lies before the server on a door with TLS. */
	readonly transport: TlsTransport | undefined;
}

interface TlsTransport {
	readonly listener: TlsListener;
	readonly injector: ConnectionInjector;
}

const KIBI = 1024;
const MEBI = KIBI * KIBI;
const DRAIN_MS = 2000;
const FORCE_AFTER_MS = 2500;

const COMMON = {
	// Channelz keeps a record of every call and makes forceful shutdown the only thing it is good for here.
	'grpc.enable_channelz': 0,
	'grpc.keepalive_time_ms': 20_000,
	'grpc.keepalive_timeout_ms': 10_000,
} as const;

const OPTIONS: Readonly<Record<DoorName, ServerOptions>> = {
	enrol: {
		...COMMON,
		'grpc.max_receive_message_length': 64 * KIBI,
		'grpc.max_send_message_length': 64 * KIBI,
		'grpc.max_concurrent_streams': 8,
		// Nobody has business here for long.
		'grpc.max_connection_age_ms': 120_000,
		'grpc.max_connection_age_grace_ms': 10_000,
		'grpc.max_connection_idle_ms': 20_000,
	},
	agents: {
		...COMMON,
		'grpc.max_receive_message_length': MEBI,
		'grpc.max_send_message_length': MEBI,
		'grpc.max_concurrent_streams': 8,
	},
	admin: {
		...COMMON,
		'grpc.max_receive_message_length': 20 * MEBI,
		'grpc.max_send_message_length': 20 * MEBI,
		'grpc.max_concurrent_streams': 128,
	},
	local: {
		...COMMON,
		'grpc.max_receive_message_length': 20 * MEBI,
		'grpc.max_send_message_length': 20 * MEBI,
		'grpc.max_concurrent_streams': 128,
	},
};

/**
 * The gRPC listeners. Each door is a server of its own, because a server answers every service on every port.
 *
 * INVARIANT: health says SERVING only between `setServing(true)` and the begin of the drain.
 */
export class Doors {
	readonly #doors = new Map<DoorName, OpenDoor>();
	readonly #health = new HealthImplementation({ '': 'NOT_SERVING' });

	/** Opens every door or none. Throws CONFIGURATION_INVALID naming the address that cannot be bound. */
	static async open(plans: Readonly<Record<DoorName, DoorPlan>>, identity: ServerIdentity): Promise<Doors> {
		const doors = new Doors();
		const names: readonly DoorName[] = ['enrol', 'agents', 'admin', 'local'];
		const opened = await Promise.allSettled(names.map((name) => doors.#open(name, plans[name], identity)));
		const failed = opened.find((result) => result.status === 'rejected');
		if (failed !== undefined) {
			doors.force();
			throw failed.reason;
		}
		return doors;
	}

	/** Where a door can be reached on this machine: HOST:PORT with the bound port, or `unix:PATH`. */
	address(name: DoorName): string {
		const door = this.#doors.get(name);
		if (door === undefined) {
			throw new Error(`the door ${name} is not open`);
		}
		return door.address;
	}

	/** What health checks on every door answer. */
	setServing(isServing: boolean): void {
		this.#health.setStatus('', isServing ? 'SERVING' : 'NOT_SERVING');
	}

	/**
	 * Closes every door: health turns to NOT_SERVING, `endStreams` says goodbye on the long streams, connections get
	 * two seconds to finish, then they are cut.
	 */
	async drain(endStreams: () => Promise<void>): Promise<void> {
		this.setServing(false);
		await endStreams();
		await Promise.all([...this.#doors.values()].map(closeDoor));
	}

	/** Cuts everything now. */
	force(): void {
		for (const { server, transport } of this.#doors.values()) {
			transport?.listener.destroy();
			server.forceShutdown();
		}
	}

	async #open(name: DoorName, plan: DoorPlan, identity: ServerIdentity): Promise<void> {
		const server = new Server({ ...OPTIONS[name], interceptors: [...(plan.interceptors ?? [])] });
		this.#health.addToServer(server);
		plan.addServices(server);
		try {
			this.#doors.set(
				name,
				name === 'local' ? await bindLocal(server, plan) : await listen(name, plan, server, identity),
			);
		} catch (error) {
			server.forceShutdown();
			const { address } = plan;
			const reason = error instanceof Error ? error.message : String(error);
			const problem = `The door ${name} cannot listen on ${address}: ${reason}`;
			throw new StokerError('CONFIGURATION_INVALID', problem, { subject: { door: name, address }, cause: error });
		}
	}
}

function bindLocal(server: Server, { address }: DoorPlan): Promise<OpenDoor> {
	return new Promise((resolve, reject) => {
		server.bindAsync(address, ServerCredentials.createInsecure(), (error) => {
			if (error === null) {
				resolve({ server, address, transport: undefined });
			} else {
				reject(error);
			}
		});
	});
}

/** TLS is ours, so that handshakes are bounded; the server is given connections whose handshake is done. */
async function listen(
	name: DoorName,
	{ address }: DoorPlan,
	server: Server,
	identity: ServerIdentity,
): Promise<OpenDoor> {
	const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
	const listener = new TlsListener({
		identity,
		clients: name === 'enrol' ? 'none' : 'required',
		protocol: 'h2',
		onConnection: (socket) => injector.injectConnection(socket),
	});
	const { host, port } = hostOf(address);
	const bound = await listener.listen(host.replace(/^\[(.*)\]$/, '$1'), port);
	return { server, address: `${host}:${bound}`, transport: { listener, injector } };
}

async function closeDoor({ server, address, transport }: OpenDoor): Promise<void> {
	transport?.listener.close();
	// Sessions first: the listener stays known to the server only until its shutdown begins.
	if (transport) {
		transport.injector.drain(DRAIN_MS);
	} else {
		server.drain(address, DRAIN_MS);
	}
	await new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, FORCE_AFTER_MS);
		server.tryShutdown(() => {
			clearTimeout(timer);
			resolve();
		});
	});
	transport?.listener.destroy();
	server.forceShutdown();
}
