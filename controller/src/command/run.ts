import { hostname } from 'node:os';
import type { Log } from '@stoker/shared/model/ports.js';
import type { Configuration } from '../config/settings.js';
import { Controller } from '../controller.js';
import { routeLibraryLog } from '../grpc/route-library-log.js';
import { openDataFolder } from '../store/data-folder.js';
import { notifySupervisor } from '../system/notify-supervisor.js';
import { SYSTEM_CLOCK } from '../system/system-clock.js';

/** What `stokerd run` is asked for. */
export interface RunRequest {
	readonly configuration: Configuration;
	readonly log: Log;
	readonly version: string;
	/** Resolves when the controller shall stop. */
	readonly stopRequested: Promise<string>;
}

/** Runs until it is told to stop. Rejects when the controller cannot start, or when nothing can be promised any more. */
export async function run({ configuration, log, version, stopRequested }: RunRequest): Promise<void> {
	routeLibraryLog(log);
	const folder = openDataFolder(configuration.dataFolder);
	try {
		let onFatal = (_error: unknown): void => undefined;
		const broken = new Promise<never>((_resolve, reject) => {
			onFatal = reject;
		});
		// It may break while it is being stopped, when nobody waits for this any more.
		broken.catch(() => undefined);
		const options = { configuration, log, version, clock: SYSTEM_CLOCK, hostName: hostname(), paths: folder.paths };
		const controller = await Controller.start({ ...options, onFatal });
		const [enrol, agents, admin, https, local] = (['enrol', 'agents', 'admin', 'https', 'local'] as const).map((door) =>
			controller.address(door),
		);
		const metrics = controller.metricsAddress;
		log.info({ enrol, agents, admin, https, local, metrics, version, dataFolder: folder.paths.root }, 'READY');
		notifySupervisor('READY=1', log);
		const reason = await Promise.race([stopRequested, broken]);
		log.info({ reason }, 'stopping');
		notifySupervisor('STOPPING=1', log);
		await controller.stop();
		log.info({}, 'stopped');
	} finally {
		folder.close();
	}
}
