import { describe, expect, it } from 'vitest';
import { TASK_RUN_STATES } from '../model/deployment.js';
import type { Event, EventBody } from '../model/event.js';
import type { EnvironmentId, NodeId } from '../model/ids.js';
import type { AttemptView, DeploymentView, NodeView, WatchItem } from '../model/views.js';
import { Deployment, DeploymentState, TaskRun } from '../wire/stoker/v1/deployment.js';
import { WatchEventsResponse } from '../wire/stoker/v1/event.js';
import { Node } from '../wire/stoker/v1/node.js';
import { decodeDeployment, encodeDeployment } from './deployment.js';
import { decodeNode, encodeNode } from './node.js';
import { decodeTaskRun, encodeTaskRun } from './task-run.js';
import { decodeWatchItem, encodeWatchItem } from './watch.js';

const COUNTS = Object.fromEntries(TASK_RUN_STATES.map((state, index) => [state, index])) as DeploymentView['counts'];

const NODE: NodeView = {
	id: '3' as NodeId,
	name: 'node-3',
	status: 'ready',
	statusMessage: '',
	connectivity: 'unreachable',
	environmentId: undefined,
	environmentName: '',
	roles: ['app'],
	lastSeenAtMs: 1_700_000_000_123,
	agentVersion: '0.1.0',
	certificateExpiresAtMs: undefined,
	createdAtMs: 1_600_000_000_000,
	cpuThreads: 4,
	memoryBytes: 8 * 1024 ** 3,
	diskBytes: 0,
};

const DEPLOYMENT: DeploymentView = {
	id: 'd' as DeploymentView['id'],
	environmentId: 'e' as EnvironmentId,
	environmentName: 'prod',
	planId: 'p' as DeploymentView['planId'],
	planDigest: 'digest',
	graphType: 'default',
	state: 'stopping',
	counts: COUNTS,
	startedAtMs: 5,
	endedAtMs: undefined,
	startedBy: 'admin alice',
	message: 'stop asked for',
	kind: 'noop_run',
	control: {
		isPaused: true,
		stepsLeft: 2,
		breakpoints: ['store', 'app@3'],
		limits: { nodesAtOnce: 4, slotsPerNode: 2, tasks: { app: 1, store: 0 } },
	},
};

const ATTEMPT: AttemptView = {
	number: 2,
	assignmentId: 'a' as AttemptView['assignmentId'],
	assignedAtMs: 1,
	startedAtMs: undefined,
	endedAtMs: 9,
	outcome: 'failed',
	reason: 'agent_lost',
	exitCode: -1,
	signal: 'SIGKILL',
	message: 'gone',
	logLength: 12,
	durationMs: 7,
	summary: { changed: 1 },
};

const BODIES: readonly EventBody[] = [
	{
		kind: 'task_run_changed',
		deploymentId: DEPLOYMENT.id,
		vertex: 7,
		taskId: 't',
		nodeId: NODE.id,
		from: 'running',
		to: 'dep_failed',
		attempt: 1,
		message: 'm',
	},
	{ kind: 'deployment_changed', deploymentId: DEPLOYMENT.id, state: 'failed', message: '' },
	{
		kind: 'deployment_control_changed',
		deploymentId: DEPLOYMENT.id,
		control: DEPLOYMENT.control,
		message: 'paused by admin alice',
	},
	{ kind: 'environment_changed', status: 'partially_deployed', message: '' },
	{ kind: 'node_changed', nodeId: NODE.id, status: 'stopped', message: '' },
	{ kind: 'object_changed', object: 'token', id: '1', action: 'created' },
];

describe('views', () => {
	it('arrive as they were sent', () => {
		expect(decodeNode(Node.decode(Node.encode(encodeNode(NODE)).finish()))).toEqual(NODE);
		const deployment = Deployment.encode(encodeDeployment(DEPLOYMENT)).finish();
		expect(decodeDeployment(Deployment.decode(deployment))).toEqual(DEPLOYMENT);
		for (const state of TASK_RUN_STATES) {
			const run = {
				vertex: 1,
				taskId: 't',
				nodeId: NODE.id,
				nodeName: 'node-3',
				taskType: 'shell',
				state,
				attempts: [ATTEMPT, { ...ATTEMPT, outcome: undefined, reason: undefined, endedAtMs: undefined }],
				readyAtMs: 3,
				endedAtMs: undefined,
				message: '',
			};
			expect(decodeTaskRun(TaskRun.decode(TaskRun.encode(encodeTaskRun(run)).finish()))).toEqual(run);
		}
	});

	it('carry every kind of event and snapshots through a watch', () => {
		const events = BODIES.map(
			(body, index): Event => ({ sequence: index + 1, stream: DEPLOYMENT.environmentId, atMs: 4, body }),
		);
		const nodes = [{ nodeId: NODE.id, nodeName: 'node-3', counts: COUNTS, runningTasks: ['t'], percent: 40 }];
		const snapshot = { sequence: 9, environment: undefined, deployment: DEPLOYMENT, nodes };
		const items: readonly WatchItem[] = [
			{ kind: 'snapshot', snapshot },
			...events.map((event) => ({ kind: 'event', event }) as const),
		];
		for (const item of items) {
			const bytes = WatchEventsResponse.encode(encodeWatchItem(item)).finish();
			expect(decodeWatchItem(WatchEventsResponse.decode(bytes))).toEqual(item);
		}
	});

	it('show a deployment that is being prepared as running, and refuse states they do not know', () => {
		expect(encodeDeployment({ ...DEPLOYMENT, state: 'preparing' }).state).toBe(
			DeploymentState.DEPLOYMENT_STATE_RUNNING,
		);
		const newer = { ...encodeDeployment(DEPLOYMENT), state: 99 as DeploymentState };
		expect(() => decodeDeployment(newer)).toThrow(
			expect.objectContaining({ code: 'PROTOCOL_MISMATCH', subject: { what: 'deployment state', value: '99' } }),
		);
	});
});
