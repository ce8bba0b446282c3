import type { ProvisionedSystem } from '@stoker/shared/storage/provisioned-system.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { StorageFailure } from '../system/storage-failure.js';

/** Throws where a plan cannot be finished with this description of the system: before anything is written. */
export function checkSystem({ actions }: StoragePlan, system: ProvisionedSystem | undefined): void {
	const isDriveWritten = actions.some(({ kind }) => kind === 'write_configdrive');
	if (isDriveWritten && system?.seed.kind !== 'configdrive') {
		const message = 'The plan writes a configdrive, and the description of the system has no seed of that kind';
		throw new StorageFailure('SYSTEM_INVALID', message, { subject: { field: 'seed.kind' } });
	}
}
