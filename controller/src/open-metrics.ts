import type { Clock } from '@stoker/shared/model/ports.js';
import type { ComposedIdentity } from './compose-identity.js';
import type { Configuration } from './config/settings.js';
import type { Engine } from './engine/engine.js';
import type { Meters } from './meter/meters.js';
import { MetricsListener } from './metrics/metrics-listener.js';
import type { DataFolderPaths } from './store/data-folder.js';
import { walBytes } from './store/wal-bytes.js';

/** Where the figures of a running controller come from. */
export interface MetricsSurroundings {
	readonly configuration: Configuration;
	readonly clock: Clock;
	readonly version: string;
	readonly paths: DataFolderPaths;
	readonly engine: Engine;
	readonly identity: ComposedIdentity;
	readonly meters: Meters;
	readonly isServing: () => boolean;
}

/** Opens the listener for metrics if it is wanted; nothing is loaded for it otherwise. */
export async function openMetrics(surroundings: MetricsSurroundings): Promise<MetricsListener | undefined> {
	const { configuration, clock, version, paths, engine, identity, meters, isServing } = surroundings;
	const address = configuration.metrics;
	if (address === 'off') {
		return undefined;
	}
	const rootEndsAtMs = Date.parse(identity.context.authority.certificate.validTo);
	const secondsUntil = (atMs: number): number => Math.round((atMs - clock.wallMs()) / 1_000);
	return MetricsListener.open({
		address,
		isServing,
		meters,
		version,
		heartbeatAgesMs: () => engine.heartbeatAgesMs(),
		runCounts: () => engine.runCounts(),
		walBytes: () => walBytes(paths.database),
		certificateSeconds: () => ({
			server: secondsUntil(identity.server.notAfterMs),
			authority: secondsUntil(rootEndsAtMs),
		}),
	});
}
