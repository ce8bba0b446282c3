import type { RunCounts, TaskRunState } from '@stoker/shared/model/deployment.js';
import type { DeploymentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Connectivity } from '@stoker/shared/model/node.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import type { OperatorWish, StopWish } from '../engine/deployment-records.js';
import type { DeploymentInsight } from '../engine/explain-deployment.js';
import type { OperatorCommand } from '../engine/operator-command.js';
import type { Meters } from '../meter/meters.js';
import type { BlobStore } from '../store/blob-store.js';
import type { LogFiles } from '../store/log-files.js';
import type { Store } from '../store/store.js';
import type { DurationHistory } from './duration-history.js';
import type { FileSources } from './file-sources.js';
import type { PlanGraphs } from './plan-graphs.js';

/** How far a node is within an active deployment, from the engine's memory. */
export interface EngineNodeProgress {
	readonly nodeId: NodeId;
	readonly counts: RunCounts;
	/** Ids of the tasks with the agent now. */
	readonly runningTasks: readonly string[];
}

/** What the services ask of the engine. */
export interface EnginePort {
	/** Makes a prepared deployment run; resolves once that is durable. */
	startDeployment(deploymentId: DeploymentId): Promise<void>;
	stopDeployment(deploymentId: DeploymentId, wish: StopWish): Promise<void>;
	/** Does what an operator asks of a deployment; resolves once that is durable. */
	operate(deploymentId: DeploymentId, command: OperatorCommand, wish: OperatorWish): Promise<void>;
	/** Deployments at work that a node takes part in. */
	deploymentsOf(nodeId: NodeId): readonly DeploymentId[];
	connectivity(nodeId: NodeId): Connectivity;
	lastSeenAtMs(nodeId: NodeId): number | undefined;
	onlineCount(): number;
	/** Undefined when the deployment is not active. */
	progress(deploymentId: DeploymentId): readonly EngineNodeProgress[] | undefined;
	/** The state of each vertex; undefined when the deployment is not active. */
	runStates(deploymentId: DeploymentId): ((vertex: number) => TaskRunState) | undefined;
	/** Undefined when the deployment is not active. */
	explain(deploymentId: DeploymentId): DeploymentInsight | undefined;
}

/** What every use case works with. */
export interface ServicePorts {
	readonly store: Store;
	readonly clock: Clock;
	readonly engine: EnginePort;
	readonly logFiles: LogFiles;
	readonly planGraphs: PlanGraphs;
	readonly blobs: BlobStore;
	readonly fileSources: FileSources;
	readonly durations: DurationHistory;
	readonly meters: Meters;
	/** A fresh UUIDv7: ids made later sort later. */
	newId(): string;
}
