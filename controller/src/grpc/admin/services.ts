import type { ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { CredentialServiceService } from '@stoker/shared/wire/stoker/v1/credential.js';
import { DeploymentServiceService } from '@stoker/shared/wire/stoker/v1/deployment.js';
import { EnvironmentServiceService } from '@stoker/shared/wire/stoker/v1/environment.js';
import { EventServiceService } from '@stoker/shared/wire/stoker/v1/event.js';
import { ExplanationServiceService } from '@stoker/shared/wire/stoker/v1/explanation.js';
import { GraphServiceService } from '@stoker/shared/wire/stoker/v1/graph.js';
import { LogServiceService } from '@stoker/shared/wire/stoker/v1/log.js';
import { NodeServiceService } from '@stoker/shared/wire/stoker/v1/node.js';
import { NotificationServiceService } from '@stoker/shared/wire/stoker/v1/notification.js';
import { ReleaseServiceService } from '@stoker/shared/wire/stoker/v1/release.js';
import { ReportServiceService } from '@stoker/shared/wire/stoker/v1/report.js';
import { StorageServiceService } from '@stoker/shared/wire/stoker/v1/storage.js';
import { SystemServiceService } from '@stoker/shared/wire/stoker/v1/system.js';
import { TokenServiceService } from '@stoker/shared/wire/stoker/v1/token.js';
import type { CredentialContext } from '../../service/credentials.js';
import type { IdentityContext } from '../../service/enrolment.js';
import type { EventHub } from '../../service/event-hub.js';
import type { ServicePorts } from '../../service/ports.js';
import type { DeploymentStarter } from '../../service/start-deployment.js';
import type { SystemFacts } from '../../service/system-info.js';
import { guardService, type HandlerEnvironment, type ServiceHandlers } from '../handlers.js';
import { credentialHandlers } from './credential-handlers.js';
import { deploymentHandlers } from './deployment-handlers.js';
import { environmentHandlers } from './environment-handlers.js';
import { eventHandlers } from './event-handlers.js';
import { explanationHandlers } from './explanation-handlers.js';
import { graphHandlers } from './graph-handlers.js';
import { logHandlers } from './log-handlers.js';
import { nodeHandlers } from './node-handlers.js';
import { notificationHandlers } from './notification-handlers.js';
import { releaseHandlers } from './release-handlers.js';
import { reportHandlers } from './report-handlers.js';
import { storageHandlers } from './storage-handlers.js';
import { systemHandlers } from './system-handlers.js';
import { tokenHandlers } from './token-handlers.js';

/** What the admin services are made of. */
export interface AdminParts {
	readonly ports: ServicePorts;
	readonly identity: IdentityContext;
	readonly credentials: CredentialContext;
	readonly events: EventHub;
	readonly starter: DeploymentStarter;
	readonly facts: SystemFacts;
}

/** A service to add to a door. */
export interface AdminService {
	readonly definition: ServiceDefinition;
	readonly implementation: UntypedServiceImplementation;
}

/** Every admin service, guarded for one door: the admin door and the local socket each get their own. */
export function adminServices(parts: AdminParts, environment: HandlerEnvironment): readonly AdminService[] {
	const { ports, identity, credentials, events, starter, facts } = parts;
	const guard = <Definition extends ServiceDefinition>(
		definition: Definition,
		handlers: ServiceHandlers<Definition>,
	): AdminService => ({ definition, implementation: guardService(environment, definition, handlers) });
	return [
		guard(ReleaseServiceService, releaseHandlers(ports)),
		guard(EnvironmentServiceService, environmentHandlers(ports)),
		guard(DeploymentServiceService, deploymentHandlers(ports, starter)),
		guard(ReportServiceService, reportHandlers(ports)),
		guard(NotificationServiceService, notificationHandlers(ports)),
		guard(ExplanationServiceService, explanationHandlers(ports)),
		guard(GraphServiceService, graphHandlers(ports)),
		guard(LogServiceService, logHandlers(ports, events)),
		guard(EventServiceService, eventHandlers(ports, events)),
		guard(NodeServiceService, nodeHandlers(ports, identity)),
		guard(StorageServiceService, storageHandlers(ports)),
		guard(TokenServiceService, tokenHandlers(identity)),
		guard(CredentialServiceService, credentialHandlers(credentials)),
		guard(SystemServiceService, systemHandlers(ports, facts)),
	];
}
