import { decodeNodeLayout, decodePlannedStorage, encodeVolumeDisk } from '@stoker/shared/codec/storage.js';
import { present } from '@stoker/shared/codec/values.js';
import type { NodeLayoutView, PlannedNodeStorageView, VolumeDiskView } from '@stoker/shared/model/storage-views.js';
import { StorageServiceService as service } from '@stoker/shared/wire/stoker/v1/storage.js';
import type { Connection } from './connection.js';

/** How a node's disks are planned. */
export interface StoragePlanOptions {
	/** Serial numbers or WWNs of disks whose shared file systems may be destroyed too. */
	readonly consents?: readonly string[];
	/** Everything that is not kept is made anew. */
	readonly isForced?: boolean;
}

/** Calls about what is to be on disks; a node is named by id or name, a version of 0 is whatever it is. */
export class StorageClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async layout(node: string): Promise<NodeLayoutView> {
		const { layout } = await this.#connection.unary(service.getNodeLayout, { node });
		return decodeNodeLayout(present(layout, 'layout'));
	}

	/** An empty format is what the schema looks like. */
	async setLayout(node: string, schema: string, format = '', expectedVersion = 0): Promise<NodeLayoutView> {
		const request = { node, schema, format, expectedVersion };
		const { layout } = await this.#connection.unary(service.setNodeLayout, request);
		return decodeNodeLayout(present(layout, 'layout'));
	}

	async clearLayout(node: string, expectedVersion = 0): Promise<NodeLayoutView> {
		const { layout } = await this.#connection.unary(service.clearNodeLayout, { node, expectedVersion });
		return decodeNodeLayout(present(layout, 'layout'));
	}

	async editVolumes(node: string, disks: readonly VolumeDiskView[], expectedVersion = 0): Promise<NodeLayoutView> {
		const request = { node, disks: disks.map(encodeVolumeDisk), expectedVersion };
		const { layout } = await this.#connection.unary(service.editNodeVolumes, request);
		return decodeNodeLayout(present(layout, 'layout'));
	}

	/** Computes and stores nothing. */
	async plan(node: string, options: StoragePlanOptions = {}): Promise<PlannedNodeStorageView> {
		const { consents = [], isForced = false } = options;
		const request = { node, consents: [...consents], isForced };
		return decodePlannedStorage(await this.#connection.unary(service.planNodeStorage, request));
	}
}
