import type {
	EdgeView,
	GraphInfoView,
	GraphOwnerName,
	GraphPage,
	PlanTaskView,
	VertexKindName,
	VertexView,
} from '../model/views.js';
import * as wire from '../wire/stoker/v1/graph.js';
import { enumCodec } from './values.js';

const kindCodec = enumCodec<VertexKindName, wire.VertexKind>()('vertex kind', {
	task: wire.VertexKind.VERTEX_KIND_TASK,
	anchor: wire.VertexKind.VERTEX_KIND_ANCHOR,
	skipped: wire.VertexKind.VERTEX_KIND_SKIPPED,
	barrier: wire.VertexKind.VERTEX_KIND_BARRIER,
});

export const graphOwnerCodec = enumCodec<GraphOwnerName, wire.GraphOwner>()('graph owner', {
	merged: wire.GraphOwner.GRAPH_OWNER_MERGED,
	release: wire.GraphOwner.GRAPH_OWNER_RELEASE,
	environment: wire.GraphOwner.GRAPH_OWNER_ENVIRONMENT,
});

/** Writes one graph of one owner for the wire. */
export function encodeGraphInfo(info: GraphInfoView): wire.GraphInfo {
	return { ...info, owner: graphOwnerCodec.encode(info.owner) };
}

/** Reads one graph of one owner. */
export function decodeGraphInfo(message: wire.GraphInfo): GraphInfoView {
	return { ...message, owner: graphOwnerCodec.decode(message.owner) };
}

/** Writes a vertex for the wire. */
function encodeVertex(vertex: VertexView): wire.Vertex {
	return { ...vertex, kind: kindCodec.encode(vertex.kind) };
}

/** Reads a vertex. */
function decodeVertex(message: wire.Vertex): VertexView {
	return { ...message, kind: kindCodec.decode(message.kind) };
}

/** Writes an edge for the wire. */
function encodeEdge(edge: EdgeView): wire.Edge {
	return { before: edge.before, after: edge.after, reason: edge.reason };
}

/** Reads an edge. */
function decodeEdge(message: wire.Edge): EdgeView {
	return { before: message.before, after: message.after, reason: message.reason };
}

/** Writes a page of vertices for the wire. */
export function encodeVertexPage(page: GraphPage<VertexView>): wire.ListVerticesResponse {
	const { planDigest, nextPageToken, total } = page;
	return { planDigest, nextPageToken, total, vertices: page.items.map(encodeVertex) };
}

/** Reads a page of vertices. */
export function decodeVertexPage(message: wire.ListVerticesResponse): GraphPage<VertexView> {
	const { planDigest, nextPageToken, total } = message;
	return { planDigest, nextPageToken, total, items: message.vertices.map(decodeVertex) };
}

/** Writes a page of edges for the wire. */
export function encodeEdgePage(page: GraphPage<EdgeView>): wire.ListEdgesResponse {
	const { planDigest, nextPageToken, total } = page;
	return { planDigest, nextPageToken, total, edges: page.items.map(encodeEdge) };
}

/** Reads a page of edges. */
export function decodeEdgePage(message: wire.ListEdgesResponse): GraphPage<EdgeView> {
	const { planDigest, nextPageToken, total } = message;
	return { planDigest, nextPageToken, total, items: message.edges.map(decodeEdge) };
}

/** Writes a page of tasks for the wire. */
export function encodePlanTaskPage(page: GraphPage<PlanTaskView>): wire.ListPlanTasksResponse {
	const { planDigest, nextPageToken, total } = page;
	return { planDigest, nextPageToken, total, tasks: [...page.items] };
}

/** Reads a page of tasks. */
export function decodePlanTaskPage(message: wire.ListPlanTasksResponse): GraphPage<PlanTaskView> {
	const { planDigest, nextPageToken, total } = message;
	return { planDigest, nextPageToken, total, items: message.tasks.map(decodePlanTask) };
}

function decodePlanTask(message: wire.PlanTask): PlanTaskView {
	return { ...message, usualDurationMs: message.usualDurationMs };
}
