import type { BootId, NodeId } from '@stoker/shared/model/ids.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import type { Journal } from '../journal/journal.js';
import type { Spool } from '../journal/spool.js';
import type { FetchBlob } from '../system/fetch-blob.js';
import type { MachineControl } from '../system/machine-control.js';
import type { StorageControl } from '../system/storage-control.js';
import type { ExecutorTable } from './executor.js';

/** What attempts are carried out with. */
export interface AttemptTools {
	readonly journal: Pick<Journal, 'id' | 'state' | 'append'>;
	readonly spool: Spool;
	/** Loaded with the first task. */
	readonly executors: () => Promise<ExecutorTable>;
	readonly clock: Clock;
	readonly log: Log;
	readonly nodeId: NodeId;
	/** Empty until the controller has told it. */
	readonly nodeName: () => string;
	readonly bootId: BootId;
	/** Folder that stands for "/": "/" itself on real machines. */
	readonly root: string;
	readonly wrapperPath: string;
	readonly fetchBlob: FetchBlob;
	readonly machine: MachineControl;
	readonly storage: StorageControl;
	/** HOST:PORT of the controller's enrol door, as this agent reached it. */
	readonly enrolAddress: string;
}

/** Seconds between SIGTERM and SIGKILL when nobody says otherwise. */
export const GRACE_SECONDS = 10;
