import { encodeDiagnostic } from '@stoker/shared/codec/diagnostic.js';
import {
	encodeEdgePage,
	encodeGraphInfo,
	encodePlanTaskPage,
	encodeVertexPage,
	graphOwnerCodec,
} from '@stoker/shared/codec/graph.js';
import type { GraphServiceService } from '@stoker/shared/wire/stoker/v1/graph.js';
import { deleteGraph, downloadGraph, listGraphs, uploadGraph } from '../../service/environment-graphs.js';
import { listEdges, listPlanTasks, listVertices } from '../../service/graphs.js';
import type { ServicePorts } from '../../service/ports.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the graph service. */
export function graphHandlers(ports: ServicePorts): ServiceHandlers<GraphServiceService> {
	return {
		listVertices: async (request) => encodeVertexPage(await listVertices(ports, request)),
		listEdges: async (request) => encodeEdgePage(await listEdges(ports, request)),
		listPlanTasks: async (request) => encodePlanTaskPage(await listPlanTasks(ports, request)),
		uploadGraph: async (request, { audit }) => {
			const { taskCount, warnings } = await uploadGraph(ports, request, audit);
			return { taskCount, warnings: warnings.map(encodeDiagnostic) };
		},
		downloadGraph: async (request) => {
			const owner = graphOwnerCodec.find(request.owner) ?? 'merged';
			const { tasks, metadata } = await downloadGraph(ports, { ...request, owner });
			return { tasks: Buffer.from(tasks), metadata: Buffer.from(metadata) };
		},
		listGraphs: async ({ environment }) => ({
			graphs: (await listGraphs(ports, environment)).map(encodeGraphInfo),
		}),
		deleteGraph: async (request, { audit }) => {
			await deleteGraph(ports, request, audit);
			return {};
		},
	};
}
