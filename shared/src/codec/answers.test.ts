import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../../test/support/view-samples.js';
import { TASK_RUN_STATES } from '../model/deployment.js';
import { UNCONTROLLED } from '../model/deployment-control.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { NodeId } from '../model/ids.js';
import { NO_BMC, NO_NEIGHBOUR } from '../model/inventory.js';
import type { NotificationView } from '../model/notification.js';
import type { DeploymentReportView } from '../model/report.js';
import type {
	AuditRecordView,
	CreatedTokenView,
	DeploymentDetailView,
	NodeDetailView,
	PlanView,
	ReleaseImportView,
	SystemInfoView,
} from '../model/views.js';
import { NO_CONTENT } from '../storage/inventory.js';
import * as wire from '../wire/stoker/v1/deployment.js';
import { ListEdgesResponse, ListVerticesResponse } from '../wire/stoker/v1/graph.js';
import { ReadLogResponse } from '../wire/stoker/v1/log.js';
import { GetNodeResponse } from '../wire/stoker/v1/node.js';
import { Notification } from '../wire/stoker/v1/notification.js';
import { ImportReleaseResponse } from '../wire/stoker/v1/release.js';
import { GetDeploymentReportResponse } from '../wire/stoker/v1/report.js';
import { AuditRecord, GetSystemInfoResponse, VerifyAuditResponse } from '../wire/stoker/v1/system.js';
import { CreateTokenResponse } from '../wire/stoker/v1/token.js';
import { decodeDeploymentDetail, encodeDeploymentDetail } from './deployment.js';
import { decodeEdgePage, decodeVertexPage, encodeEdgePage, encodeVertexPage } from './graph.js';
import { decodeLogPiece, encodeLogPiece } from './log.js';
import { decodeNodeDetail, encodeNodeDetail } from './node.js';
import { decodeNotification, encodeNotification } from './notification.js';
import { decodePlan, encodePlan } from './plan.js';
import { decodeReleaseImport, encodeReleaseImport } from './release.js';
import { decodeReport, encodeReport } from './report.js';
import {
	decodeAuditRecord,
	decodeAuditVerification,
	decodeSystemInfo,
	encodeAuditRecord,
	encodeAuditVerification,
	encodeSystemInfo,
} from './system.js';
import { decodeCreatedToken, encodeCreatedToken } from './token.js';
import { decodeWatchStart, encodeWatchStart } from './watch.js';

interface Wire<Message> {
	encode(message: Message): { finish(): Uint8Array };
	decode(bytes: Uint8Array): Message;
}

/** Whether a value is the same after its way over the wire. */
function expectSame<View, Message>(
	value: View,
	message: Wire<Message>,
	codec: { readonly encode: (value: View) => Message; readonly decode: (message: Message) => View },
): void {
	expect(codec.decode(message.decode(message.encode(codec.encode(value)).finish()))).toEqual(value);
}

const COUNTS = Object.fromEntries(
	TASK_RUN_STATES.map((state) => [state, 1]),
) as DeploymentDetailView['deployment']['counts'];

const WARNING: Diagnostic = { severity: 'warning', code: 'X', message: 'm', file: 'f', line: 3, hint: 'h' };

const DETAIL = {
	deployment: {
		id: 'd',
		environmentId: 'e',
		environmentName: 'prod',
		planId: 'p',
		planDigest: 'digest',
		graphType: 'default',
		state: 'failed',
		counts: COUNTS,
		startedAtMs: 5,
		endedAtMs: 6,
		startedBy: 'admin alice',
		message: '',
		control: UNCONTROLLED,
		kind: 'noop_run',
	},
	nodes: [{ nodeId: 'null', nodeName: 'sync', counts: COUNTS, runningTasks: [], percent: 7 }],
	progress: { percent: 8, isWeighted: true, remainingMs: 9 },
} as unknown as DeploymentDetailView;

const CAUSE = { run: sampleRun(3, { state: 'failed' }), output: ['a', 'b'], behindCount: 2, behind: ['x@1', 'y@1'] };
const DECISION = { taskId: 't', nodeId: '1' as NodeId, nodeName: 'n', message: 'why', atMs: 5 };
const REPORT: DeploymentReportView = {
	...DETAIL,
	rootCauses: [CAUSE],
	rootCauseCount: 30,
	tolerated: [{ ...CAUSE, behind: [] }],
	toleratedCount: 31,
	decisions: [
		{ kind: 'skipped', ...DECISION },
		{ kind: 'marked_done', ...DECISION },
	],
	decisionCount: 32,
};
const NOTIFICATION: NotificationView = {
	id: 'system-7',
	atMs: 1,
	severity: 'warning',
	topic: 'node_unreachable',
	environmentId: undefined,
	environmentName: '',
	object: 'node 3',
	message: 'm',
	readAtMs: 2,
	readBy: 'admin alice',
};

const PLAN = {
	id: 'p',
	environmentId: 'e',
	environmentName: 'prod',
	graphType: 'default',
	digest: 'digest',
	createdAtMs: 1,
	taskCount: 1,
	anchorCount: 2,
	skippedCount: 3,
	barrierCount: 4,
	edgeCount: 5,
	nodes: [{ nodeId: '1', nodeName: 'n', roles: ['app'], tags: ['primary-app'], taskCount: 1, skippedCount: 0 }],
	warnings: [WARNING, { severity: 'error', code: 'Y', message: '' }],
	longestChain: ['a@1'],
	isDryRun: true,
	isForced: true,
	changes: ['task a is new: it runs on 1 node'],
	expectedDurationMs: 1_500,
	skipReasons: [{ reason: 'not selected', count: 2 }],
	limits: [{ taskId: 'a', atOnce: 1 }],
	isNoopRun: true,
	faultGroups: [{ name: 'g', nodeIds: ['1'], failuresAllowed: 0 }],
	storage: [
		{
			...{ nodeId: '1', nodeName: 'n', digest: 'd', actionCount: 23 },
			losses: [{ serial: 'S1', wwn: 'w', device: '/dev/sda', model: 'm', bytes: 2 ** 40, items: ['partition 1'] }],
		},
	],
	destroyDigest: 'lost',
	deploymentId: undefined,
} as unknown as PlanView;

const NODE = {
	node: {
		id: 'master',
		name: 'master',
		status: 'discover',
		statusMessage: '',
		connectivity: 'online',
		environmentId: 'e',
		environmentName: 'prod',
		roles: [],
		lastSeenAtMs: undefined,
		agentVersion: '',
		certificateExpiresAtMs: 7,
		createdAtMs: 1,
		cpuThreads: 2,
		memoryBytes: 3,
		diskBytes: 4,
	},
	inventory: {
		system: {
			hostName: 'h',
			manufacturer: '',
			product: '',
			serialNumber: '',
			uuid: 'u',
			operatingSystem: '',
			kernel: '',
			architecture: 'x86_64',
			firmware: 'uefi',
		},
		cpu: { model: 'm', sockets: 1, cores: 2, threads: 2, numaNodes: [] },
		memoryBytes: 3,
		disks: [
			{
				name: 'sda',
				device: '/dev/sda',
				sizeBytes: 4,
				model: '',
				serial: '',
				wwn: '',
				transport: 'sata',
				isRotational: true,
				isRemovable: false,
				logicalSectorBytes: 512,
				physicalSectorBytes: 4096,
				links: ['disk/by-id/x'],
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
				name: 'eth0',
				macAddress: 'aa:bb:cc:dd:ee:ff',
				driver: '',
				speedMbitPerSecond: 1000,
				hasLink: true,
				addresses: ['10.0.0.1/24'],
				busPath: '',
				permanentMacAddress: 'aa:bb:cc:dd:ee:ff',
				pciId: '',
				numaNode: -1,
				virtualFunctionLimit: 0,
				virtualFunctions: 0,
				neighbour: NO_NEIGHBOUR,
				offloads: [{ name: 'tcp-segmentation-offload', isOn: true }],
				maxQueues: 8,
				maxSpeedMbitPerSecond: 25_000,
			},
		],
		bmc: NO_BMC,
		accelerators: [],
		memory: {
			slots: 4,
			maximumBytes: 64,
			modules: [
				{
					slot: 'DIMM_A1',
					sizeBytes: 32,
					type: 'DDR4',
					speedMtPerSecond: 3200,
					manufacturer: 'Samsung',
					partNumber: 'M393A4K40DB3-CWE',
					serialNumber: '39A1B2C3',
				},
			],
		},
		storageControllers: [
			{
				busPath: '0000:3b:00.0',
				pciClass: '010400',
				pciId: '1000:005d',
				driver: 'megaraid_sas',
				numaNode: 0,
				isRaid: true,
			},
		],
	},
	inventoryDigest: 'digest',
	inventoryAtMs: 9,
	drift: [{ kind: 'disk_gone', item: 'disk A', message: 'disk A (1 bytes) is gone' }],
	agreedAtMs: 8,
} as unknown as NodeDetailView;

const IMPORT = {
	releases: [
		{
			id: 'r',
			name: 'shop',
			version: '1',
			description: '',
			roles: [{ id: 'app', name: 'App', description: '', tags: ['app'] }],
			graphs: [{ type: 'default', taskCount: 3 }],
			digest: 'digest',
			createdAtMs: 2,
			isAvailable: true,
		},
	],
	warnings: [WARNING],
} as unknown as ReleaseImportView;

const TOKEN = {
	token: {
		id: 't',
		createdAtMs: 1,
		expiresAtMs: 2,
		uses: 3,
		usesLeft: 1,
		hardware: '',
		requiresAccept: true,
		isRevoked: false,
		createdBy: 'admin alice',
	},
	joinToken: 'stoker1.t.s.p',
	caPin: 'p',
} as CreatedTokenView;

const RECORD: AuditRecordView = {
	sequence: 1,
	atMs: 2,
	actor: 'admin alice',
	action: 'CreatePlan',
	object: 'plan p',
	requestId: 'q',
	outcome: 'ok',
	digest: 'd',
	hash: 'h',
};

describe('answers', () => {
	it('arrive as they were sent', () => {
		const page = { planDigest: 'digest', nextPageToken: 'next', total: 9 };
		const vertex = { index: 1, kind: 'barrier', taskId: 't', nodeId: '', taskType: '', skipReason: '' } as const;
		const edge = { before: 0, after: 1, reason: 'a: requires b' };
		const deployment = { encode: encodeDeploymentDetail, decode: decodeDeploymentDetail };
		expectSame(DETAIL, wire.GetDeploymentResponse, deployment);
		expectSame(REPORT, GetDeploymentReportResponse, { encode: encodeReport, decode: decodeReport });
		expectSame(NOTIFICATION, Notification, { encode: encodeNotification, decode: decodeNotification });
		expectSame(PLAN, wire.Plan, { encode: encodePlan, decode: decodePlan });
		expectSame(NODE, GetNodeResponse, { encode: encodeNodeDetail, decode: decodeNodeDetail });
		expectSame(IMPORT, ImportReleaseResponse, { encode: encodeReleaseImport, decode: decodeReleaseImport });
		expectSame(TOKEN, CreateTokenResponse, { encode: encodeCreatedToken, decode: decodeCreatedToken });
		expectSame(RECORD, AuditRecord, { encode: encodeAuditRecord, decode: decodeAuditRecord });
		const vertices = { encode: encodeVertexPage, decode: decodeVertexPage };
		expectSame({ ...page, items: [vertex] }, ListVerticesResponse, vertices);
		expectSame({ ...page, items: [edge] }, ListEdgesResponse, { encode: encodeEdgePage, decode: decodeEdgePage });
		const piece = { offset: 2 ** 40, data: Buffer.of(0, 255), attempt: 1 };
		const logPiece = { encode: encodeLogPiece, decode: decodeLogPiece };
		expectSame(piece, ReadLogResponse, logPiece);
		expectSame({ ...piece, data: Buffer.alloc(0), missingBytes: 2 ** 33 }, ReadLogResponse, logPiece);
	});

	it('tell who asks, and what a verification found', () => {
		for (const callerRole of ['agent', 'viewer', 'operator', 'admin'] as const) {
			const info: SystemInfoView = {
				version: '1',
				protocol: 'stoker.v1',
				startedAtMs: 1,
				nodesOnline: 2,
				nodesTotal: 3,
				deploymentsRunning: 4,
				callerName: 'alice',
				callerRole,
				memoryBytes: 5,
				caPin: 'p',
			};
			expectSame(info, GetSystemInfoResponse, { encode: encodeSystemInfo, decode: decodeSystemInfo });
		}
		const verification = { encode: encodeAuditVerification, decode: decodeAuditVerification };
		expectSame({ recordCount: 3, firstBrokenSequence: undefined }, VerifyAuditResponse, verification);
		expectSame({ recordCount: 3, firstBrokenSequence: 2 }, VerifyAuditResponse, verification);
	});

	it('begin watches at a snapshot unless a number is named', () => {
		expect(decodeWatchStart(undefined)).toEqual({ kind: 'snapshot' });
		for (const start of [{ kind: 'snapshot' }, { kind: 'after', sequence: 0 }] as const) {
			expect(decodeWatchStart(encodeWatchStart(start))).toEqual(start);
		}
	});
});
