import { encodeEdgePage, encodeVertexPage } from '@stoker/shared/codec/graph.js';
import type { GraphServiceService } from '@stoker/shared/wire/stoker/v1/graph.js';
import { listEdges, listVertices } from '../../service/graphs.js';
import type { ServicePorts } from '../../service/ports.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the graph service. */
export function graphHandlers(ports: Pick<ServicePorts, 'planGraphs'>): ServiceHandlers<GraphServiceService> {
	return {
		listVertices: async (request) => encodeVertexPage(await listVertices(ports, request)),
		listEdges: async (request) => encodeEdgePage(await listEdges(ports, request)),
	};
}
