import type { CommandSpec } from '../arguments/command-spec.js';
import * as context from '../arguments/context.js';
import * as credential from '../arguments/credential.js';
import * as deployment from '../arguments/deployment.js';
import * as environment from '../arguments/environment.js';
import { eventsSpec } from '../arguments/event.js';
import { explainSpec } from '../arguments/explain.js';
import { conditionSpec, yaqlSpec } from '../arguments/expression.js';
import * as graph from '../arguments/graph.js';
import { graphCompileSpec } from '../arguments/graph-compile.js';
import { graphShowSpec } from '../arguments/graph-show.js';
import * as inventory from '../arguments/inventory.js';
import { logsSpec } from '../arguments/log.js';
import * as node from '../arguments/node.js';
import * as notification from '../arguments/notification.js';
import * as operation from '../arguments/operation.js';
import * as release from '../arguments/release.js';
import { simulateSpec } from '../arguments/simulate.js';
import * as storage from '../arguments/storage.js';
import * as system from '../arguments/system.js';
import * as token from '../arguments/token.js';
import type { CommandContext, Run } from './command-context.js';
import type { ExitCode } from './exit-codes.js';

/** A command: how it is called, and what it does, loaded when it is called. */
export interface RegisteredCommand {
	readonly spec: CommandSpec<unknown>;
	run(values: unknown, context: CommandContext): Promise<ExitCode>;
}

// Values only ever come from the spec beside them, so the type forgotten here is the right one there.
function command<Values>(spec: CommandSpec<Values>, load: () => Promise<Run<Values>>): RegisteredCommand {
	return { spec, run: async (values, commandContext) => (await load())(values as Values, commandContext) };
}

const contexts = () => import('./contexts.js');
const nodes = () => import('./nodes.js');
const inventories = () => import('./inventories.js');
const tokens = () => import('./tokens.js');
const credentials = () => import('./credentials.js');
const notifications = () => import('./notifications.js');
const releases = () => import('./releases.js');
const environments = () => import('./environments.js');
const deployments = () => import('./deployments.js');
const operations = () => import('./operations.js');
const graphs = () => import('./graph.js');
const layouts = () => import('./node-layouts.js');
const graphFiles = () => import('./graph-files.js');
const systems = () => import('./system.js');

/** Every command, in the order of help. */
export const COMMANDS: readonly RegisteredCommand[] = [
	command(context.contextAddSpec, async () => (await contexts()).addContext),
	command(context.contextUseSpec, async () => (await contexts()).useContext),
	command(context.contextListSpec, async () => (await contexts()).listContexts),
	command(context.contextShowSpec, async () => (await contexts()).showContext),
	command(context.contextRemoveSpec, async () => (await contexts()).removeContext),
	command(node.nodeListSpec, async () => (await nodes()).listNodes),
	command(node.nodeShowSpec, async () => (await nodes()).showNode),
	command(inventory.inventoryListSpec, async () => (await inventories()).listNodeInventories),
	command(inventory.inventoryDiffSpec, async () => (await inventories()).compareNodeInventories),
	command(node.nodeAcceptSpec, async () => (await nodes()).acceptNode),
	command(node.nodeAcceptHardwareSpec, async () => (await nodes()).acceptNodeHardware),
	command(node.nodeDeclareLostSpec, async () => (await nodes()).declareNodeLost),
	command(node.nodeRemoveSpec, async () => (await nodes()).removeNode),
	command(inventory.storageMatchSpec, async () => (await inventories()).matchNodeDisks),
	command(token.tokenCreateSpec, async () => (await tokens()).createToken),
	command(token.tokenListSpec, async () => (await tokens()).listTokens),
	command(token.tokenRevokeSpec, async () => (await tokens()).revokeToken),
	command(credential.credentialIssueSpec, async () => (await credentials()).issueCredential),
	command(credential.credentialListSpec, async () => (await credentials()).listCredentials),
	command(credential.credentialRevokeSpec, async () => (await credentials()).revokeCredential),
	command(release.releaseImportSpec, async () => (await releases()).importRelease),
	command(release.releaseListSpec, async () => (await releases()).listReleases),
	command(release.releaseShowSpec, async () => (await releases()).showRelease),
	command(release.releaseDeleteSpec, async () => (await releases()).deleteRelease),
	command(environment.environmentCreateSpec, async () => (await environments()).createEnvironment),
	command(environment.environmentListSpec, async () => (await environments()).listEnvironments),
	command(environment.environmentShowSpec, async () => (await environments()).showEnvironment),
	command(environment.environmentDeleteSpec, async () => (await environments()).deleteEnvironment),
	command(environment.environmentAssignSpec, async () => (await environments()).assignNodes),
	command(environment.environmentUnassignSpec, async () => (await environments()).unassignNodes),
	command(environment.environmentPlanSpec, async () => (await import('./plan.js')).planEnvironment),
	command(environment.environmentDeploySpec, async () => (await import('./deploy.js')).deployEnvironment),
	command(environment.environmentFactsSetSpec, async () => (await import('./environment-facts.js')).setFacts),
	command(environment.environmentFactsShowSpec, async () => (await import('./environment-facts.js')).showFacts),
	command(deployment.deploymentListSpec, async () => (await deployments()).listDeployments),
	command(deployment.deploymentShowSpec, async () => (await deployments()).showDeployment),
	command(deployment.deploymentReportSpec, async () => (await deployments()).reportDeployment),
	command(deployment.deploymentTasksSpec, async () => (await deployments()).listTasks),
	command(deployment.deploymentStopSpec, async () => (await deployments()).stopDeployment),
	command(deployment.deploymentWatchSpec, async () => (await deployments()).watchDeployment),
	command(operation.deploymentPauseSpec, async () => (await operations()).pauseDeployment),
	command(operation.deploymentResumeSpec, async () => (await operations()).resumeDeployment),
	command(operation.deploymentStepSpec, async () => (await operations()).stepDeployment),
	command(operation.deploymentBreakSpec, async () => (await operations()).changeBreakpoints),
	command(operation.deploymentLimitsSpec, async () => (await operations()).changeLimits),
	command(operation.deploymentRetrySpec, async () => (await operations()).retryRuns),
	command(operation.deploymentSkipSpec, async () => (await operations()).skipRuns),
	command(operation.deploymentMarkDoneSpec, async () => (await operations()).markRunsDone),
	command(operation.deploymentRemoveNodeSpec, async () => (await operations()).removeDeploymentNode),
	command(deployment.deploymentTimesSpec, async () => (await deployments()).showTimes),
	command(deployment.deploymentGanttSpec, async () => (await import('./deployment-gantt.js')).drawDeployment),
	command(explainSpec, async () => (await import('./explain.js')).explain),
	command(graphCompileSpec, async () => (await import('./graph-compile.js')).compileGraphFiles),
	command(graph.graphListSpec, async () => (await graphFiles()).listGraphs),
	command(graph.graphUploadSpec, async () => (await graphFiles()).uploadGraph),
	command(graph.graphDownloadSpec, async () => (await graphFiles()).downloadGraph),
	command(graph.graphDeleteSpec, async () => (await graphFiles()).deleteGraph),
	command(graphShowSpec, async () => (await import('./graph-show.js')).showGraph),
	command(graph.graphVerticesSpec, async () => (await graphs()).listVertices),
	command(graph.graphEdgesSpec, async () => (await graphs()).listEdges),
	command(simulateSpec, async () => (await import('./simulate.js')).simulatePlan),
	command(storage.storagePlanSpec, async () => (await import('./storage-plan.js')).planStorageOf),
	command(storage.storageShowSpec, async () => (await layouts()).showNodeLayout),
	command(storage.storageSetSpec, async () => (await layouts()).setNodeLayout),
	command(storage.storageEditSpec, async () => (await layouts()).editNodeVolumes),
	command(storage.storageClearSpec, async () => (await layouts()).clearNodeLayout),
	command(yaqlSpec, async () => (await import('./expressions.js')).evaluateYaql),
	command(conditionSpec, async () => (await import('./expressions.js')).evaluateCondition),
	command(logsSpec, async () => (await import('./logs.js')).readLogs),
	command(eventsSpec, async () => (await import('./events.js')).followEvents),
	command(notification.notificationListSpec, async () => (await notifications()).listNotifications),
	command(notification.notificationReadSpec, async () => (await notifications()).readNotifications),
	command(system.systemInfoSpec, async () => (await systems()).showSystemInfo),
	command(system.auditListSpec, async () => (await systems()).listAuditRecords),
	command(system.auditVerifySpec, async () => (await systems()).verifyAudit),
];
