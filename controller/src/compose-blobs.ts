import type { Clock, Log } from '@stoker/shared/model/ports.js';
import type { Configuration } from './config/settings.js';
import { AttemptFiles } from './service/attempt-files.js';
import { FileSources } from './service/file-sources.js';
import { StorageHandOut } from './service/storage-hand-out.js';
import { BlobFiles } from './store/blob-files.js';
import { BlobStore } from './store/blob-store.js';
import { SourceReader } from './store/source-reader.js';
import type { Store } from './store/store.js';

/** What blobs are made of. */
export interface BlobParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly log: Log;
	/** Of the controller's root certificate; known once doors are open. */
	readonly pin: () => string;
	/** The folder of the blobs. */
	readonly folder: string;
	readonly configuration: Pick<Configuration, 'sources.folders' | 'sources.rsync'>;
}

/** Blobs, where they come from, and who is let at them. */
export interface ComposedBlobs {
	readonly blobs: BlobStore;
	readonly fileSources: FileSources;
	readonly attemptFiles: AttemptFiles;
	/** Removes what a kill has left, and goes on removing what nobody needs any more. Before anything else uses them. */
	start(): Promise<void>;
	close(): Promise<void>;
}

const SWEEP_MS = 60_000;
/** Plans that are deleted are not announced: their blobs wait for a round that looks at all. */
const SWEEPS_PER_ROUND = 60;

/** Puts blobs together. What an ended attempt could fetch is removed within a minute, secrets with it. */
export function composeBlobs({ store, clock, log, pin, folder, configuration }: BlobParts): ComposedBlobs {
	const blobs = new BlobStore(store, new BlobFiles(folder), clock);
	const folders = { folders: configuration['sources.folders'], rsync: configuration['sources.rsync'] };
	const fileSources = new FileSources(new SourceReader(blobs, clock), blobs, folders);
	let timer: NodeJS.Timeout | undefined;
	let sweeping = Promise.resolve();
	let sweeps = 0;
	const sweep = async (): Promise<void> => {
		sweeps += 1;
		if ((await blobs.endGrants()) || sweeps % SWEEPS_PER_ROUND === 0) {
			await blobs.collect();
		}
	};
	return {
		blobs,
		fileSources,
		attemptFiles: new AttemptFiles(blobs, fileSources, new StorageHandOut({ store, clock, pin })),
		start: async () => {
			await blobs.clean();
			timer = setInterval(() => {
				sweeping = sweeping
					.then(sweep)
					.catch((error: unknown) => log.error({ err: error }, 'blobs that nobody needs were not removed'));
			}, SWEEP_MS).unref();
		},
		close: async () => {
			clearInterval(timer);
			await sweeping;
		},
	};
}
