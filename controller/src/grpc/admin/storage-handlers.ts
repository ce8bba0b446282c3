import { encodeNodeLayout, encodePlannedStorage } from '@stoker/shared/codec/storage.js';
import type { StorageServiceService } from '@stoker/shared/wire/stoker/v1/storage.js';
import type { ServicePorts } from '../../service/ports.js';
import type { ServiceHandlers } from '../handlers.js';

// Readers and planners of layouts come with the first call: a controller at rest does without.
const layouts = () => import('../../service/node-layouts.js');

/** Answers calls of the storage service. */
export function storageHandlers(ports: ServicePorts): ServiceHandlers<StorageServiceService> {
	return {
		setNodeLayout: async (request, { audit }) => ({
			layout: encodeNodeLayout(await (await layouts()).setNodeLayout(ports, request, audit)),
		}),
		getNodeLayout: async ({ node }) => ({
			layout: encodeNodeLayout(await (await layouts()).getNodeLayout(ports, node)),
		}),
		clearNodeLayout: async (request, { audit }) => ({
			layout: encodeNodeLayout(await (await layouts()).clearNodeLayout(ports, request, audit)),
		}),
		editNodeVolumes: async (request, { audit }) => ({
			layout: encodeNodeLayout(await (await layouts()).editNodeVolumes(ports, request, audit)),
		}),
		planNodeStorage: async (request) => {
			const { planNodeStorage } = await import('../../service/plan-node-storage.js');
			return encodePlannedStorage(await planNodeStorage(ports, request));
		},
	};
}
