import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssignmentId, BootId, DeploymentId, JournalId, NodeId } from '@stoker/shared/model/ids.js';
import type { Log } from '@stoker/shared/model/ports.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import { AttemptSupervisor } from '../../agent/src/executor/attempt-supervisor.js';
import type { AttemptTools } from '../../agent/src/executor/attempt-tools.js';
import type { ExecutorTable } from '../../agent/src/executor/executor.js';
import { executors } from '../../agent/src/executor/executors.js';
import { Journal } from '../../agent/src/journal/journal.js';
import { Spool } from '../../agent/src/journal/spool.js';
import { storageOf } from '../../agent/src/storage/storage-of.js';
import { readBootId, systemClock } from '../../agent/src/system/clock.js';
import { type FetchBlob, FetchFailure } from '../../agent/src/system/fetch-blob.js';
import { type MachineControl, machineOf } from '../../agent/src/system/machine-control.js';
import type { StorageControl } from '../../agent/src/system/storage-control.js';
import { leaveDisks } from './leave-disks.js';
import { taskWrapper } from './task-wrapper.js';

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Everything that attempts need but a controller, in a temporary folder. */
export interface AttemptRig {
	readonly folder: string;
	readonly root: string;
	readonly tools: AttemptTools;
	readonly supervisor: AttemptSupervisor;
	/** Output of an attempt as it is now. */
	output(assignmentId: AssignmentId): string;
	/** Closes the journal, as an agent does that ends; tasks go on. */
	close(): Promise<void>;
}

interface RigOptions {
	/** Folder of an earlier rig, to be taken up. */
	readonly folder?: string;
	readonly slots?: number;
	/** The node that it says it is. */
	readonly nodeId?: string;
	readonly table?: ExecutorTable;
	/** The kernel it says it runs under. */
	readonly bootId?: BootId;
	readonly fetchBlob?: FetchBlob;
	readonly machine?: MachineControl;
	readonly storage?: StorageControl;
}

const folders = new Set<string>();
const journals = new Set<Journal>();

export async function openRig(options: RigOptions = {}): Promise<AttemptRig> {
	const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'stoker-agent-'));
	folders.add(folder);
	const root = join(folder, 'root');
	mkdirSync(root, { recursive: true });
	const newJournalId = () => randomUUID() as JournalId;
	const journal = await Journal.open({ path: join(folder, 'journal'), newJournalId, log: silentLog });
	journals.add(journal);
	const spool = new Spool(join(folder, 'attempts'));
	const tools: AttemptTools = {
		journal,
		spool,
		executors: () => Promise.resolve(options.table ?? executors),
		clock: systemClock,
		log: silentLog,
		nodeId: (options.nodeId ?? '7') as NodeId,
		nodeName: () => 'box-7',
		bootId: options.bootId ?? readBootId(),
		root,
		wrapperPath: taskWrapper(),
		fetchBlob: options.fetchBlob ?? (() => Promise.reject(new FetchFailure('this rig has no controller'))),
		machine: options.machine ?? machineOf(root, leaveDisks),
		storage: options.storage ?? storageOf(root, () => undefined),
		enrolAddress: '127.0.0.1:7440',
	};
	const onFatal = (error: unknown) => {
		// A process that has ended has no faults any more.
		if (journals.has(journal)) {
			throw error;
		}
	};
	return {
		folder,
		root,
		tools,
		supervisor: new AttemptSupervisor({ tools, slots: options.slots ?? 4, onFatal }),
		output: (assignmentId) => readFileSync(join(spool.folderOf(assignmentId), 'output'), 'utf8'),
		close: () => {
			journals.delete(journal);
			return journal.close();
		},
	};
}

/** Closes all rigs of this file and removes their folders. */
export async function removeRigs(): Promise<void> {
	await Promise.all([...journals].map((journal) => journal.close()));
	journals.clear();
	for (const folder of folders) {
		// Wrappers outlive their agent, and go on writing.
		rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
	}
	folders.clear();
}

/** An assignment of a shell task, or of any other type. */
export function assignmentOf(parameters: object, changes: Partial<Assignment> = {}): Assignment {
	return {
		assignmentId: randomUUID() as AssignmentId,
		deploymentId: 'd-1' as DeploymentId,
		taskId: 'task',
		attempt: 1,
		taskType: 'shell',
		timeoutSeconds: 0,
		isNoop: false,
		parametersJson: Buffer.from(JSON.stringify(parameters)),
		...changes,
	};
}

/** Waits until a condition holds; fails loudly when it never does. */
export async function eventually<Value>(
	find: () => Value | undefined | false | Promise<Value | undefined | false>,
	what: string,
	withinMs = 15_000,
): Promise<Value> {
	const deadline = performance.now() + withinMs;
	for (;;) {
		const value = await find();
		if (value !== undefined && value !== false) {
			return value;
		}
		if (performance.now() > deadline) {
			throw new Error(`did not happen within ${withinMs} ms: ${what}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
