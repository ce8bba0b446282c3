import type { Server } from '@grpc/grpc-js';
import { AgentServiceService } from '@stoker/shared/wire/stoker/v1/agent.js';
import { EnrolServiceService } from '@stoker/shared/wire/stoker/v1/enrol.js';
import { authenticate, authenticateAgent, LOCAL_CALLER } from '../door/authenticate.js';
import type { ServerIdentity } from '../door/server-identity.js';
import { Enrolment, type IdentityContext } from '../service/enrolment.js';
import { type AdminParts, adminServices } from './admin/services.js';
import { admission } from './admission.js';
import { type AgentServicePorts, agentService } from './agent-service.js';
import type { CallEnvironment } from './call-frame.js';
import { type DoorName, Doors } from './doors.js';
import { enrolService } from './enrol-service.js';
import type { HandlerEnvironment } from './handlers.js';
import type { OpenStreams } from './open-streams.js';
import { addReflection } from './reflection.js';

/** What the doors serve, and where. */
export interface DoorParts {
	readonly environment: CallEnvironment;
	/** HOST:PORT, or `unix:PATH` for the local one. */
	readonly addresses: Readonly<Record<DoorName, string>>;
	readonly server: ServerIdentity;
	readonly identity: IdentityContext;
	readonly engine: AgentServicePorts['engine'];
	readonly audit: AgentServicePorts['audit'];
	readonly admin: Omit<AdminParts, 'identity' | 'credentials'>;
	readonly streams: OpenStreams;
	/** A door as other machines reach it, from where it is bound. */
	readonly advertise: (boundAddress: string) => string;
}

/** Opens the four doors with their services; health says NOT_SERVING until told otherwise. */
export async function openDoors(parts: DoorParts): Promise<Doors> {
	const { environment, addresses, identity, engine, audit, streams } = parts;
	const certified = { ...environment, streams, identify: authenticate.bind(undefined, identity) };
	const local = { ...environment, streams, identify: () => Promise.resolve(LOCAL_CALLER) };
	const opened: { doors?: Doors } = {};
	const reachedAt = (door: DoorName) => () => parts.advertise(opened.doors?.address(door) ?? addresses[door]);
	const agentDoorAddress = reachedAt('agents');
	const admin: AdminParts = {
		...parts.admin,
		identity,
		credentials: {
			...identity,
			adminAddress: reachedAt('admin'),
			onCredentialRevoked: (serial) => streams.revoke(serial),
		},
	};
	const enrol = enrolService({ ...environment, identity, enrolment: new Enrolment(identity), agentDoorAddress });
	const authenticateCaller = authenticateAgent.bind(undefined, identity);
	const agents = agentService({ ...environment, engine, audit, authenticate: authenticateCaller });
	const plan = (door: DoorName, addServices: (server: Server) => void) => ({ address: addresses[door], addServices });
	opened.doors = await Doors.open(
		{
			enrol: plan('enrol', (server) => server.addService(EnrolServiceService, enrol)),
			agents: plan('agents', (server) => server.addService(AgentServiceService, agents)),
			admin: {
				...plan('admin', (server) => addAdmin(server, admin, certified)),
				interceptors: [admission(certified)],
			},
			local: plan('local', (server) => addAdmin(server, admin, local)),
		},
		parts.server,
	);
	return opened.doors;
}

function addAdmin(server: Server, parts: AdminParts, environment: HandlerEnvironment): void {
	for (const { definition, implementation } of adminServices(parts, environment)) {
		server.addService(definition, implementation);
	}
	addReflection(server, environment);
}
