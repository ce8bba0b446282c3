import { decodeEdgePage, decodeVertexPage } from '@stoker/shared/codec/graph.js';
import type { EdgeView, GraphPage, VertexView } from '@stoker/shared/model/views.js';
import { GraphServiceService as service } from '@stoker/shared/wire/stoker/v1/graph.js';
import type { Connection } from './connection.js';
import { eachPage } from './pages.js';

export interface VertexFilter {
	readonly planId: string;
	/** Empty for all. */
	readonly nodeId: string;
	/** Empty for all. */
	readonly taskId: string;
}

const PAGE_SIZE = 5000;

/** Calls about the graph of a plan, in pages. */
export class GraphsClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	vertices(filter: VertexFilter): AsyncGenerator<GraphPage<VertexView>, void, undefined> {
		return eachPage<VertexView, GraphPage<VertexView>>(async (pageToken) =>
			decodeVertexPage(
				await this.#connection.unary(service.listVertices, { ...filter, pageSize: PAGE_SIZE, pageToken }),
			),
		);
	}

	edges(planId: string): AsyncGenerator<GraphPage<EdgeView>, void, undefined> {
		return eachPage<EdgeView, GraphPage<EdgeView>>(async (pageToken) =>
			decodeEdgePage(await this.#connection.unary(service.listEdges, { planId, pageSize: PAGE_SIZE, pageToken })),
		);
	}
}
