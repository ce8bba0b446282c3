import { StokerError } from '@stoker/shared/model/stoker-error.js';

/** Storage could not be made as the plan wants it; the subject names the disk, device, action or program. */
export class StorageFailure extends StokerError {
	override readonly name = 'StorageFailure';
}
