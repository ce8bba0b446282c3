import type { EnvironmentId, ReleaseId } from './ids.js';

/** Where an environment is in its life. */
export type EnvironmentStatus = 'new' | 'deploying' | 'operational' | 'partially_deployed' | 'error' | 'stopped';

/** A cluster to be. */
export interface Environment {
	readonly id: EnvironmentId;
	readonly name: string;
	readonly status: EnvironmentStatus;
	readonly releaseId: ReleaseId;
	readonly createdAtMs: number;
}
