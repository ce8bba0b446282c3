import type { ProvisionedSystem } from '@stoker/shared/storage/provisioned-system.js';
import type { StorageAction } from '@stoker/shared/storage/storage-action.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import type { OpenImage } from '../image/image-source.js';
import type { FolderLock } from '../system/folder-lock.js';
import type { RunTool } from '../system/run-tool.js';
import type { Devices } from './devices.js';

/** What carrying out a plan may use of the machine and of the task it belongs to. */
export interface StorageTools {
	/** Folder that stands for "/" of the running system; another one than "/" refuses every plan. */
	readonly root: string;
	/** Looked at before each step that changes something. */
	readonly signal: AbortSignal;
	/** Appends to the output of the task. */
	readonly write: (text: string) => void;
	readonly run: RunTool;
	readonly devices: Devices;
	/** Folder for what is needed on the way; only this attempt uses it. */
	readonly target: string;
	/**
	 * Folder that file systems are mounted below. Nobody ever removes it with what is in it: a run that was killed leaves its
	 * mounts there, and through them the installed system would be removed.
	 */
	readonly mounts: string;
	/** Undefined where no boot stage is carried out. */
	readonly system: ProvisionedSystem | undefined;
	/** How images are fetched. */
	readonly openImage: OpenImage;
	/** The key of an encryption by the reference that the layout has. */
	readonly keyOf: (reference: string) => Promise<Buffer>;
	/** Makes this run the only one at the disks of the machine until it is closed; undefined while there is another one. */
	readonly lock: () => Promise<FolderLock | undefined>;
}

/** What an action's handler is given: its plan too, for what the other actions make. */
export interface HandlerTools extends StorageTools {
	readonly plan: StoragePlan;
}

export type ActionOfKind<Kind extends StorageAction['kind']> = Extract<StorageAction, { kind: Kind }>;

/**
 * Knows one kind of action. Nothing is remembered between runs: whether an action is done is read from the devices.
 */
export interface ActionHandler<Kind extends StorageAction['kind']> {
	/** Reads the device anew; never writes. */
	isDone(action: ActionOfKind<Kind>, tools: HandlerTools): Promise<boolean>;
	/** Makes it so, from whatever a run that was cut off left; `isDone` is asked again afterwards. */
	run(action: ActionOfKind<Kind>, tools: HandlerTools): Promise<void>;
}

export type ActionHandlers = { readonly [Kind in StorageAction['kind']]: ActionHandler<Kind> };
