import type { FailureReason } from '@stoker/shared/model/deployment.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { JsonObject } from '@stoker/shared/model/task.js';
import type { FetchBlob } from '../system/fetch-blob.js';
import type { MachineControl } from '../system/machine-control.js';
import type { StorageControl } from '../system/storage-control.js';

/** What an executor may know about the attempt it plans. */
export interface TaskContext {
	/** Folder that stands for "/" on this machine. */
	readonly root: string;
	readonly assignmentId: string;
	readonly nodeId: NodeId;
	/** The attempt's own folder, for its eyes only; it goes with the attempt. */
	readonly folder: string;
	/** Nothing may be changed, only told. */
	readonly isNoop: boolean;
}

/** What an action is given while it runs. */
export interface ActionTools {
	/** Aborted on timeout and cancel; an action looks at it before each step that changes something. */
	readonly signal: AbortSignal;
	/** Appends to the task's output. */
	readonly write: (text: string) => void;
	readonly fetchBlob: FetchBlob;
	readonly machine: MachineControl;
	readonly storage: StorageControl;
	/** HOST:PORT of the controller's enrol door, as this agent reached it. */
	readonly enrolAddress: string;
}

/** What a command that ended by itself came to. */
export interface Judgement {
	/** Undefined when it did what it should. */
	readonly reason: FailureReason | undefined;
	/** One sentence. */
	readonly message: string;
	readonly summary?: JsonObject;
}

/** How a task is carried out; nothing has happened yet. */
export type TaskPlan =
	/** A bash script, run as a process of its own that outlives the agent. */
	| {
			readonly kind: 'process';
			readonly script: string;
			readonly workingDirectory: string;
			/** Looks at what the script left behind when it ended by itself; without it the exit code says everything. */
			readonly judge?: (exitCode: number) => Promise<Judgement>;
	  }
	/** Work of the agent itself. Throws a {@link TaskFailure} when it cannot be done. */
	| {
			readonly kind: 'action';
			run(tools: ActionTools): Promise<void>;
			/** After a kill in the middle: whether it is provably done. Without it nothing is provable. */
			isDone?(tools: Pick<ActionTools, 'storage'>): Promise<boolean>;
	  }
	/** A restart of the machine: done when the agent comes back under another kernel. */
	| {
			readonly kind: 'restart';
			/** What comes before; a kill in it fails the attempt. */
			prepare(tools: ActionTools): Promise<void>;
	  };

/** Knows one type of task: turns parameters into a plan, and does nothing else. */
export interface Executor {
	/** Throws a {@link TaskFailure} with every problem of the parameters. */
	plan(parameters: JsonObject, context: TaskContext): TaskPlan;
}

/** The executors of an agent by task type. */
export type ExecutorTable = Readonly<Record<string, Executor>>;

/** An action could not be done. */
export class TaskFailure extends Error {
	override readonly name = 'TaskFailure';
	readonly reason: FailureReason;

	constructor(reason: FailureReason, message: string, cause?: unknown) {
		super(message, { cause });
		this.reason = reason;
	}
}
