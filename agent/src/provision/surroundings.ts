import type { StorageInventory } from '@stoker/shared/storage/inventory.js';
import type { ProvisionedSystem } from '@stoker/shared/storage/provisioned-system.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import type { StorageTools } from '../storage/storage-tools.js';

/** What the tools of one run are made from. */
export interface ToolsRequest {
	readonly plan: StoragePlan;
	readonly system: ProvisionedSystem | undefined;
	/** Folder of keys of encryptions, each in a file named like its reference; undefined: there are none. */
	readonly keyFolder: string | undefined;
	readonly signal: AbortSignal;
	readonly write: (text: string) => void;
}

/** The machine that commands provision. */
export interface Surroundings {
	readonly signal: AbortSignal;
	/** Shows text to whoever called. */
	readonly write: (text: string) => void;
	/** Content of a file that was named; rejects where it cannot be read, or is longer than anything that is written by hand. */
	readonly readText: (path: string) => Promise<string>;
	readonly readInventory: () => Promise<StorageInventory>;
	readonly toolsFor: (request: ToolsRequest) => StorageTools;
	/** As the shadow file has it. */
	readonly hashPassword: (password: string) => Promise<string>;
}
