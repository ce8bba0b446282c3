import { TASK_RUN_STATES, type TaskRunState } from '@stoker/shared/model/deployment.js';
import { UNCONTROLLED } from '@stoker/shared/model/deployment-control.js';
import type {
	AssignmentId,
	DeploymentId,
	EnvironmentId,
	NodeId,
	PlanId,
	ReleaseId,
	TokenId,
} from '@stoker/shared/model/ids.js';
import type { MemoryModuleInventory } from '@stoker/shared/model/inventory.js';
import type { NotificationView } from '@stoker/shared/model/notification.js';
import type { DeploymentReportView } from '@stoker/shared/model/report.js';
import type { NodeLayoutView } from '@stoker/shared/model/storage-views.js';
import type {
	AttemptView,
	DeploymentView,
	EnvironmentView,
	NodeDetailView,
	NodeProgressView,
	NodeView,
	PlanView,
	ReleaseView,
	TaskRunView,
	TokenView,
} from '@stoker/shared/model/views.js';
import { NO_CONTENT } from '@stoker/shared/storage/inventory.js';

/** 2026-03-01 12:00:00 UTC, the now of every sample. */
export const NOW_MS = Date.UTC(2026, 2, 1, 12);
export const DEPLOYMENT_ID = '0199c2d4-7a10-7c3e-9b1d-52f00a3c11aa' as DeploymentId;
const PLAN_ID = '0199c2d4-6f00-7b7e-8a55-0d1e2f3a4b5c' as PlanId;
const ENVIRONMENT_ID = '0199c2d0-1111-7222-8333-444455556666' as EnvironmentId;
const RELEASE_ID = '0199c2c0-aaaa-7bbb-8ccc-ddddeeeeffff' as ReleaseId;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const GIB = 1024 ** 3;

export function sampleCounts(counts: Partial<Record<TaskRunState, number>>): Record<TaskRunState, number> {
	return Object.fromEntries(TASK_RUN_STATES.map((state) => [state, counts[state] ?? 0])) as Record<
		TaskRunState,
		number
	>;
}

export function sampleNode(id: string, changes: Partial<NodeView> = {}): NodeView {
	return {
		id: id as NodeId,
		name: `app-${id}`,
		status: 'ready',
		statusMessage: '',
		connectivity: 'online',
		environmentId: ENVIRONMENT_ID,
		environmentName: 'prod',
		roles: ['app'],
		lastSeenAtMs: NOW_MS - 3000,
		agentVersion: '0.1.0',
		certificateExpiresAtMs: NOW_MS + 100 * HOUR_MS,
		createdAtMs: NOW_MS - 50 * HOUR_MS,
		cpuThreads: 32,
		memoryBytes: 128 * GIB,
		diskBytes: 4000 * GIB,
		...changes,
	};
}

export const SAMPLE_NODES: readonly NodeView[] = [
	sampleNode('master', {
		name: 'master',
		roles: [],
		environmentId: undefined,
		environmentName: '',
		status: 'discover',
	}),
	sampleNode('1', { name: 'db-1', roles: ['store', 'monitor'], cpuThreads: 64 }),
	sampleNode('2', { status: 'error', statusMessage: 'configure-app failed', lastSeenAtMs: NOW_MS - 1000 }),
	sampleNode('3', {
		name: 'rack7-u23-compute-with-a-long-name.example.org',
		connectivity: 'unreachable',
		lastSeenAtMs: NOW_MS - 4 * MINUTE_MS,
		roles: ['app', 'compute', 'ceph-osd'],
	}),
	sampleNode('4', {
		name: 'rack7-u24',
		status: 'pending',
		connectivity: 'offline',
		environmentId: undefined,
		environmentName: '',
		roles: [],
		lastSeenAtMs: undefined,
		cpuThreads: 0,
		memoryBytes: 0,
		diskBytes: 0,
	}),
];

const NUMA_NODES = [
	{ id: 0, cpus: '0-7,16-23', memoryBytes: 64 * GIB },
	{ id: 1, cpus: '8-15,24-31', memoryBytes: 64 * GIB },
];

function memoryModule(slot: string): MemoryModuleInventory {
	return {
		slot,
		sizeBytes: 32 * GIB,
		type: 'DDR4',
		speedMtPerSecond: 3200,
		manufacturer: 'Samsung',
		partNumber: 'M393A4K40DB3-CWE',
		serialNumber: `39A1B2${slot}`,
	};
}

export const SAMPLE_NODE_DETAIL: NodeDetailView = {
	node: sampleNode('2'),
	inventoryDigest: 'ab'.repeat(32),
	inventoryAtMs: NOW_MS - 2 * HOUR_MS,
	drift: [
		{
			kind: 'disk_gone',
			item: 'disk S64GNE0R500102',
			message: 'disk S64GNE0R500102 (1.75 TiB) is gone',
		},
		{ kind: 'memory_less', item: '', message: 'memory is 128 GiB, not 256 GiB' },
	],
	agreedAtMs: NOW_MS - 26 * HOUR_MS,
	inventory: {
		system: {
			hostName: 'app-2',
			manufacturer: 'Dell Inc.',
			product: 'PowerEdge R650',
			serialNumber: 'ABC1234',
			uuid: '4c4c4544-0042-3510-8052-b4c04f4d3132',
			operatingSystem: 'Debian GNU/Linux 12',
			kernel: '6.1.0-18-amd64',
			architecture: 'x86_64',
			firmware: 'uefi',
		},
		cpu: { model: 'Intel(R) Xeon(R) Gold 6326', sockets: 2, cores: 16, threads: 32, numaNodes: NUMA_NODES },
		memoryBytes: 128 * GIB,
		memory: { slots: 32, maximumBytes: 8192 * GIB, modules: ['A1', 'A2', 'B1', 'B2'].map(memoryModule) },
		disks: [
			{
				name: 'nvme0n1',
				device: '/dev/nvme0n1',
				sizeBytes: 1_920_383_410_176,
				model: 'SAMSUNG MZQL21T9HCJR',
				serial: 'S64GNE0R500101',
				wwn: '',
				transport: 'nvme',
				isRotational: false,
				isRemovable: false,
				logicalSectorBytes: 512,
				physicalSectorBytes: 4096,
				links: [],
				optimalIoBytes: 0,
				vendor: '',
				isReadOnly: false,
				scsiAddress: '',
				paths: [],
				content: NO_CONTENT,
			},
		],
		nics: [
			{
				name: 'eno1',
				macAddress: '52:54:00:12:34:56',
				driver: 'ice',
				speedMbitPerSecond: 25_000,
				hasLink: true,
				addresses: ['10.20.0.12/24', 'fe80::5054:ff:fe12:3456/64'],
				busPath: '0000:31:00.0',
				permanentMacAddress: '52:54:00:12:34:56',
				pciId: '8086:159b',
				numaNode: 0,
				virtualFunctionLimit: 128,
				virtualFunctions: 8,
				neighbour: {
					systemName: 'leaf-3',
					chassisId: '0c:c4:7a:aa:bb:cc',
					portId: 'Ethernet12',
					portDescription: 'rack 7, unit 12',
				},
				offloads: [
					{ name: 'generic-receive-offload', isOn: true },
					{ name: 'ntuple-filters', isOn: false },
					{ name: 'tcp-segmentation-offload', isOn: true },
				],
				maxQueues: 64,
				maxSpeedMbitPerSecond: 25_000,
			},
		],
		bmc: { address: '10.20.0.77', macAddress: '0c:c4:7a:01:02:03' },
		accelerators: [{ busPath: '0000:ca:00.0', pciClass: '030200', pciId: '10de:20f1', driver: 'nvidia', numaNode: 1 }],
		storageControllers: [
			{
				busPath: '0000:3b:00.0',
				pciClass: '010400',
				pciId: '1000:005d',
				driver: 'megaraid_sas',
				numaNode: 0,
				isRaid: true,
			},
			{ busPath: '0000:65:00.0', pciClass: '010802', pciId: '144d:a80a', driver: 'nvme', numaNode: 1, isRaid: false },
		],
	},
};

export const SAMPLE_TOKENS: readonly TokenView[] = [
	{
		id: '0199c2d4-aaaa' as TokenId,
		createdAtMs: NOW_MS - 10 * MINUTE_MS,
		expiresAtMs: NOW_MS + 50 * MINUTE_MS,
		uses: 40,
		usesLeft: 28,
		hardware: '',
		requiresAccept: false,
		isRevoked: false,
		createdBy: 'alice',
	},
	{
		id: '0199c2d4-bbbb' as TokenId,
		createdAtMs: NOW_MS - 3 * HOUR_MS,
		expiresAtMs: NOW_MS - 2 * HOUR_MS,
		uses: 1,
		usesLeft: 1,
		hardware: '52:54:00:12:34:56',
		requiresAccept: true,
		isRevoked: false,
		createdBy: 'local-root',
	},
];

export const SAMPLE_RELEASE: ReleaseView = {
	id: RELEASE_ID,
	name: 'shop',
	version: '1.2',
	description: 'A store, application servers and a balancer',
	roles: [
		{ id: 'store', name: 'Store', description: 'Keeps the value', tags: ['store'] },
		{ id: 'app', name: 'Application server', description: 'Reads it and answers', tags: ['app'] },
		{ id: 'balancer', name: 'Balancer', description: '', tags: ['balancer', 'entry'] },
	],
	graphs: [{ type: 'default', taskCount: 9 }],
	digest: 'cd'.repeat(32),
	createdAtMs: NOW_MS - 26 * HOUR_MS,
	isAvailable: true,
};

export const SAMPLE_ENVIRONMENT: EnvironmentView = {
	id: ENVIRONMENT_ID,
	name: 'prod',
	status: 'partially_deployed',
	releaseId: RELEASE_ID,
	releaseName: 'shop',
	releaseVersion: '1.2',
	nodes: [
		{ node: '1', roles: ['store', 'monitor'] },
		{ node: '2', roles: ['app'] },
	],
	deploymentId: DEPLOYMENT_ID,
	createdAtMs: NOW_MS - 25 * HOUR_MS,
};

export const SAMPLE_PLAN: PlanView = {
	id: PLAN_ID,
	environmentId: ENVIRONMENT_ID,
	environmentName: 'prod',
	graphType: 'default',
	digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
	createdAtMs: NOW_MS,
	taskCount: 14,
	anchorCount: 2,
	skippedCount: 1,
	barrierCount: 1,
	edgeCount: 31,
	nodes: [
		{
			nodeId: '1' as NodeId,
			nodeName: 'db-1',
			roles: ['store'],
			tags: ['primary-store'],
			taskCount: 4,
			skippedCount: 0,
		},
		{ nodeId: '2' as NodeId, nodeName: 'app-1', roles: ['app'], tags: ['app'], taskCount: 5, skippedCount: 0 },
		{
			nodeId: '3' as NodeId,
			nodeName: 'app-2',
			roles: ['app', 'monitor'],
			tags: ['app', 'monitor'],
			taskCount: 5,
			skippedCount: 1,
		},
		{ nodeId: 'null' as NodeId, nodeName: '', roles: [], tags: [], taskCount: 0, skippedCount: 0 },
	],
	warnings: [
		{
			severity: 'warning',
			code: 'RELATION_DANGLING',
			message: "Task 'app' requires 'firewall', which no graph has.",
			file: 'graphs/default.tasks.yaml',
			line: 41,
			column: 5,
			path: '[3].requires[1]',
			hint: 'Remove it, or add the task.',
		},
	],
	longestChain: [
		'fetch-store@1',
		'start-store@db-1',
		'store-ready@null',
		'configure-app@2',
		'start-app@app-1',
		'configure-balancer@lb-1',
		'start-balancer@lb-1',
	],
	deploymentId: undefined,
	isDryRun: false,
	isForced: false,
	isNoopRun: false,
	faultGroups: [{ name: 'apps', nodeIds: ['2' as NodeId, '3' as NodeId], failuresAllowed: 1 }],
	changes: [],
	expectedDurationMs: 0,
	skipReasons: [],
	storage: [
		{ nodeId: '1' as NodeId, nodeName: 'db-1', digest: 'd1', actionCount: 0, losses: [] },
		{
			nodeId: '2' as NodeId,
			nodeName: 'app-1',
			digest: 'd2',
			actionCount: 23,
			losses: [
				{
					serial: 'S1',
					wwn: '',
					device: '/dev/sda',
					model: 'SPIN 1000',
					bytes: 64 * 1024 ** 3,
					items: ['partition 1 root: 60 GiB, ext4 "root"', 'partition 2: 4 GiB, swap'],
				},
			],
		},
	],
	destroyDigest: '7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069',
	limits: [],
};

export function sampleDeployment(changes: Partial<DeploymentView> = {}): DeploymentView {
	return {
		id: DEPLOYMENT_ID,
		environmentId: ENVIRONMENT_ID,
		environmentName: 'prod',
		planId: PLAN_ID,
		planDigest: SAMPLE_PLAN.digest,
		graphType: 'default',
		state: 'failed',
		counts: sampleCounts({ succeeded: 9, failed: 1, dep_failed: 4, skipped: 1 }),
		startedAtMs: NOW_MS - 5 * MINUTE_MS,
		endedAtMs: NOW_MS - 4 * MINUTE_MS + 4500,
		startedBy: 'admin alice',
		message: 'configure-app@app-2: exit code 3',
		control: UNCONTROLLED,
		kind: 'full',
		...changes,
	};
}

export function sampleProgress(
	nodeId: string,
	counts: Partial<Record<TaskRunState, number>>,
	runningTasks: readonly string[] = [],
): NodeProgressView {
	const nodeName = nodeId === 'null' ? '' : `app-${nodeId}`;
	const all = sampleCounts(counts);
	const total = Object.values(all).reduce((sum, count) => sum + count, 0) - all.skipped;
	const percent = total === 0 ? 100 : Math.floor((all.succeeded * 100) / total);
	return { nodeId: nodeId as NodeId, nodeName, counts: all, runningTasks, percent };
}

export function sampleAttempt(changes: Partial<AttemptView> = {}): AttemptView {
	return {
		number: 1,
		assignmentId: '0199c2d5-0000-7000-8000-000000000001' as AssignmentId,
		assignedAtMs: NOW_MS - 290_000,
		startedAtMs: NOW_MS - 289_990,
		endedAtMs: NOW_MS - 270_000,
		outcome: 'succeeded',
		reason: undefined,
		exitCode: 0,
		signal: '',
		message: '',
		logLength: 2048,
		durationMs: 19_900,
		...changes,
	};
}

export function sampleRun(vertex: number, changes: Partial<TaskRunView> = {}): TaskRunView {
	return {
		vertex,
		taskId: 'configure-app',
		nodeId: '2' as NodeId,
		nodeName: 'app-2',
		taskType: 'shell',
		state: 'succeeded',
		attempts: [sampleAttempt()],
		readyAtMs: NOW_MS - 295_000,
		endedAtMs: NOW_MS - 270_000,
		message: '',
		...changes,
	};
}

export const SAMPLE_RUNS: readonly TaskRunView[] = [
	sampleRun(0, { taskId: 'fetch-store', nodeId: '1' as NodeId, nodeName: 'db-1', taskType: 'upload_file' }),
	sampleRun(1, {
		state: 'failed',
		message: 'exit code 3',
		attempts: [
			sampleAttempt({ outcome: 'failed', reason: 'exit_code', exitCode: 3, endedAtMs: NOW_MS - 280_000 }),
			sampleAttempt({
				number: 2,
				outcome: 'failed',
				reason: 'exit_code',
				exitCode: 3,
				assignedAtMs: NOW_MS - 280_000,
				endedAtMs: NOW_MS - 250_000,
				durationMs: 29_500,
				logLength: 1_500_000,
			}),
		],
		endedAtMs: NOW_MS - 250_000,
	}),
	sampleRun(2, {
		taskId: 'start-app',
		state: 'dep_failed',
		attempts: [],
		readyAtMs: undefined,
		message: 'configure-app@app-2',
	}),
];

/** A report on a deployment with these root causes. */
export function sampleReport(changes: Partial<DeploymentReportView> = {}): DeploymentReportView {
	return {
		deployment: sampleDeployment(),
		nodes: [
			sampleProgress('1', { succeeded: 4 }),
			sampleProgress('2', { succeeded: 2, failed: 1, dep_failed: 2 }),
			sampleProgress('3', { succeeded: 1, dep_failed: 2, skipped: 1 }),
			sampleProgress('null', {}),
		],
		progress: { percent: 64, isWeighted: false, remainingMs: undefined },
		rootCauses: [],
		rootCauseCount: 0,
		tolerated: [],
		toleratedCount: 0,
		decisions: [],
		decisionCount: 0,
		...changes,
	};
}

export const SAMPLE_NOTIFICATIONS: readonly NotificationView[] = [
	{
		id: '18',
		atMs: NOW_MS - 4 * MINUTE_MS,
		severity: 'error',
		topic: 'deployment_ended',
		environmentId: ENVIRONMENT_ID,
		environmentName: 'prod',
		object: `deployment ${DEPLOYMENT_ID}`,
		message: 'The deployment failed: configure-app@app-2: exit code 3.',
		readAtMs: undefined,
		readBy: '',
	},
	{
		id: '7',
		atMs: NOW_MS - 30 * HOUR_MS,
		severity: 'warning',
		topic: 'node_waiting',
		environmentId: undefined,
		environmentName: '',
		object: 'node 4',
		message: 'Node 4 waits for `stoker node accept 4`.',
		readAtMs: NOW_MS - 29 * HOUR_MS,
		readBy: 'admin alice',
	},
];

export const SAMPLE_LAYOUT: NodeLayoutView = {
	nodeId: '2' as NodeId,
	nodeName: 'app-1',
	source: 'roles',
	format: 'ks_spaces',
	schema: '[]\n',
	version: 3,
	edits: { volumes: [{ diskId: 'disk/by-path/pci-0', space: 'os', sizeMib: 40_960, isKept: false }] },
	disks: [
		{
			id: 'disk/by-path/pci-0',
			name: 'sda',
			sizeMib: 101_836,
			isBootable: true,
			volumes: [
				{ name: 'os', sizeMib: 40_960, isKept: false },
				{ name: 'vm', sizeMib: 60_876, isKept: true },
			],
		},
		{
			id: 'sdb',
			name: 'sdb',
			sizeMib: 5_120,
			isBootable: false,
			volumes: [{ name: 'vm', sizeMib: 5_120, isKept: true }],
		},
	],
	diagnostics: [],
	updatedAtMs: NOW_MS - HOUR_MS,
	updatedBy: 'admin',
};

export const SAMPLE_SCHEMA_LAYOUT: NodeLayoutView = {
	...SAMPLE_LAYOUT,
	source: 'schema',
	format: 'layout',
	schema: 'disks:\n  - { id: system, selector: { serial: S1 } }\n',
	disks: [],
	diagnostics: [
		{ severity: 'error', code: 'DISK_NOT_FOUND', message: 'No disk has the serial number S1', path: 'disks[0]' },
	],
};
