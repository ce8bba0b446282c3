import { Connection, type ConnectOptions } from './connection.js';
import { CredentialsClient } from './credentials.js';
import { DeploymentsClient } from './deployments.js';
import { EnvironmentsClient } from './environments.js';
import { EventsClient } from './events.js';
import { GraphsClient } from './graphs.js';
import { LogsClient } from './logs.js';
import { NodesClient } from './nodes.js';
import { NotificationsClient } from './notifications.js';
import { ReleasesClient } from './releases.js';
import { StorageClient } from './storage.js';
import { SystemClient } from './system.js';
import type { Target } from './target.js';
import { TokensClient } from './tokens.js';

/** A controller, one object per noun. */
export interface StokerClient {
	readonly nodes: NodesClient;
	readonly tokens: TokensClient;
	readonly credentials: CredentialsClient;
	readonly releases: ReleasesClient;
	readonly environments: EnvironmentsClient;
	readonly graphs: GraphsClient;
	readonly deployments: DeploymentsClient;
	readonly events: EventsClient;
	readonly logs: LogsClient;
	readonly notifications: NotificationsClient;
	readonly storage: StorageClient;
	readonly system: SystemClient;
	close(): void;
}

/** Makes a client. Nothing is sent before the first call; `close` it when done. */
export function connect(target: Target, options: ConnectOptions = {}): StokerClient {
	const connection = new Connection(target, options);
	return {
		nodes: new NodesClient(connection),
		tokens: new TokensClient(connection),
		credentials: new CredentialsClient(connection),
		releases: new ReleasesClient(connection),
		environments: new EnvironmentsClient(connection),
		graphs: new GraphsClient(connection),
		deployments: new DeploymentsClient(connection),
		events: new EventsClient(connection),
		logs: new LogsClient(connection),
		notifications: new NotificationsClient(connection),
		storage: new StorageClient(connection),
		system: new SystemClient(connection),
		close: () => connection.close(),
	};
}
