import type { StorageStage } from '@stoker/shared/storage/action-stage.js';
import type { ProvisionedSystem } from '@stoker/shared/storage/provisioned-system.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';

/** Some stages of a plan, to be carried out on this machine. */
export interface StorageWork {
	readonly plan: StoragePlan;
	readonly stages: readonly StorageStage[];
	/** What the installed system must be beside its disks; may hold a secret. */
	readonly system: ProvisionedSystem | undefined;
	/** For what is needed on the way. */
	readonly folder: string;
}

/** What is done to the disks of the machine. Replaceable: what really does it writes to devices. */
export interface StorageControl {
	/** Carries out what is not done yet, in order; rejects with what cannot be. */
	apply(work: StorageWork, tools: { readonly signal: AbortSignal; write(text: string): void }): Promise<void>;
	/** Whether everything of it is on the devices. */
	isDone(work: StorageWork): Promise<boolean>;
}
