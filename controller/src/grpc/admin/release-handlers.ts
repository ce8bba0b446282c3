import { encodeRelease, encodeReleaseImport } from '@stoker/shared/codec/release.js';
import type { ReleaseServiceService } from '@stoker/shared/wire/stoker/v1/release.js';
import type { ServicePorts } from '../../service/ports.js';
import { deleteRelease, getRelease, listReleases } from '../../service/releases.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the release service. */
export function releaseHandlers(ports: ServicePorts): ServiceHandlers<ReleaseServiceService> {
	return {
		importRelease: async (request, { audit }) => {
			// The readers of release folders are loaded when they are first needed: a controller at rest does without.
			const { importRelease } = await import('../../service/import-release.js');
			return encodeReleaseImport(await importRelease(ports, request, audit));
		},
		listReleases: async (request) => {
			const { items, nextPageToken } = await listReleases(ports, request);
			return { releases: items.map(encodeRelease), nextPageToken };
		},
		getRelease: async ({ release }) => ({ release: encodeRelease(await getRelease(ports, release)) }),
		deleteRelease: async ({ release }, { audit }) => {
			await deleteRelease(ports, release, audit);
			return {};
		},
	};
}
