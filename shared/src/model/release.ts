import type { VolumeMetadata } from '../storage/volumes/volume-metadata.js';
import type { JsonObject, TaskDefinition } from './task.js';

/** A role nodes can be given. */
export interface ReleaseRole {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	/** Tags that nodes of this role carry; the role's own id unless written otherwise. */
	readonly tags: readonly string[];
	/** Whether the first node of it carries the primary form of its tag. */
	readonly hasPrimary: boolean;
}

/** A tag that roles give to nodes. */
export interface ReleaseTag {
	readonly id: string;
	readonly hasPrimary: boolean;
}

/** The tasks of one graph type. */
export interface ReleaseGraph {
	readonly type: string;
	readonly tasks: readonly TaskDefinition[];
	/** Node filter and what success, error and stop mean for nodes, verbatim. */
	readonly metadata?: JsonObject;
}

/** What can be deployed, parsed from a release folder. */
export interface ReleaseContent {
	readonly name: string;
	readonly version: string;
	readonly description: string;
	/** Whether environments can be made of it. */
	readonly isAvailable: boolean;
	readonly roles: readonly ReleaseRole[];
	readonly tags: readonly ReleaseTag[];
	/** For example Ubuntu; releases imported by earlier versions say nothing. */
	readonly operatingSystem?: string;
	/** What roles ask for on the disks of nodes; undefined where the release says nothing of it. */
	readonly volumes?: VolumeMetadata;
	readonly graphs: readonly ReleaseGraph[];
}
