import { decodeDiagnostic } from '@stoker/shared/codec/diagnostic.js';
import {
	decodeEdgePage,
	decodeGraphInfo,
	decodePlanTaskPage,
	decodeVertexPage,
	graphOwnerCodec,
} from '@stoker/shared/codec/graph.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import type {
	EdgeView,
	GraphInfoView,
	GraphOwnerName,
	GraphPage,
	PlanTaskView,
	VertexView,
} from '@stoker/shared/model/views.js';
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

/** A graph of an environment. */
export interface GraphName {
	readonly environment: string;
	readonly graphType: string;
}

/** Both YAML. */
export interface GraphText {
	readonly tasks: string;
	readonly metadata: string;
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

	tasks(planId: string): AsyncGenerator<GraphPage<PlanTaskView>, void, undefined> {
		return eachPage<PlanTaskView, GraphPage<PlanTaskView>>(async (pageToken) =>
			decodePlanTaskPage(
				await this.#connection.unary(service.listPlanTasks, { planId, pageSize: PAGE_SIZE, pageToken }),
			),
		);
	}

	/** Checks a graph and keeps it as the environment's own. */
	async upload(
		{ environment, graphType }: GraphName,
		{ tasks, metadata }: GraphText,
	): Promise<{ readonly taskCount: number; readonly warnings: readonly Diagnostic[] }> {
		const request = { environment, graphType, tasks: Buffer.from(tasks), metadata: Buffer.from(metadata) };
		const { taskCount, warnings } = await this.#connection.unary(service.uploadGraph, request);
		return { taskCount, warnings: warnings.map(decodeDiagnostic) };
	}

	/** A graph as YAML. */
	async download({ environment, graphType }: GraphName, owner: GraphOwnerName): Promise<GraphText> {
		const request = { environment, graphType, owner: graphOwnerCodec.encode(owner) };
		const { tasks, metadata } = await this.#connection.unary(service.downloadGraph, request);
		return { tasks: Buffer.from(tasks).toString('utf8'), metadata: Buffer.from(metadata).toString('utf8') };
	}

	/** By type and owner. */
	async list(environment: string): Promise<readonly GraphInfoView[]> {
		return (await this.#connection.unary(service.listGraphs, { environment })).graphs.map(decodeGraphInfo);
	}

	async delete({ environment, graphType }: GraphName): Promise<void> {
		await this.#connection.unary(service.deleteGraph, { environment, graphType });
	}
}
