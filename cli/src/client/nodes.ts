import { decodeInventory } from '@stoker/shared/codec/inventory.js';
import { decodeInventoryRecord, decodeNode, decodeNodeDetail } from '@stoker/shared/codec/node.js';
import { present } from '@stoker/shared/codec/values.js';
import type { Inventory, InventoryRecordView } from '@stoker/shared/model/inventory.js';
import type { NodeDetailView, NodeView } from '@stoker/shared/model/views.js';
import { NodeServiceService as service } from '@stoker/shared/wire/stoker/v1/node.js';
import type { Connection } from './connection.js';
import { eachItem } from './pages.js';

const PAGE_SIZE = 1000;

/** Calls about machines; a node is named by id or name. */
export class NodesClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** Nodes by id, "master" first; of one environment, or all when it is empty. */
	list(environment = ''): AsyncGenerator<NodeView, void, undefined> {
		return eachItem(async (pageToken) => {
			const request = { environment, pageSize: PAGE_SIZE, pageToken };
			const { nodes, nextPageToken } = await this.#connection.unary(service.listNodes, request);
			return { items: nodes.map(decodeNode), nextPageToken };
		});
	}

	async get(node: string): Promise<NodeDetailView> {
		return decodeNodeDetail(await this.#connection.unary(service.getNode, { node }));
	}

	/** What the hardware of a node was, the newest first. */
	async inventories(node: string): Promise<readonly InventoryRecordView[]> {
		const { records } = await this.#connection.unary(service.listNodeInventories, { node });
		return records.map(decodeInventoryRecord);
	}

	async inventory(node: string, number: number): Promise<Inventory> {
		const { inventory } = await this.#connection.unary(service.getNodeInventory, { node, number });
		return decodeInventory(present(inventory, 'inventory'));
	}

	async acceptHardware(node: string): Promise<NodeView> {
		const response = await this.#connection.unary(service.acceptNodeHardware, { node });
		return decodeNode(present(response.node, 'node'));
	}

	async accept(node: string): Promise<NodeView> {
		const response = await this.#connection.unary(service.acceptNode, { node });
		return decodeNode(present(response.node, 'node'));
	}

	/** Waits no longer for a silent node; answers with how many attempts count as lost. */
	async declareLost(node: string): Promise<{ readonly node: NodeView; readonly lostAttempts: number }> {
		const { node: found, lostAttempts } = await this.#connection.unary(service.declareNodeLost, { node });
		return { node: decodeNode(present(found, 'node')), lostAttempts };
	}

	async remove(node: string): Promise<void> {
		await this.#connection.unary(service.removeNode, { node });
	}
}
