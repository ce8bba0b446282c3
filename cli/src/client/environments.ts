import { decodeEnvironment, encodeNodeAssignment } from '@stoker/shared/codec/environment.js';
import { present } from '@stoker/shared/codec/values.js';
import type { EnvironmentView, NodeAssignment } from '@stoker/shared/model/views.js';
import { type Environment, EnvironmentServiceService as service } from '@stoker/shared/wire/stoker/v1/environment.js';
import type { Connection } from './connection.js';
import { eachItem } from './pages.js';

const PAGE_SIZE = 1000;

/** Calls about environments; one is named by id or name. */
export class EnvironmentsClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async create(name: string, release: string): Promise<EnvironmentView> {
		return decode(await this.#connection.unary(service.createEnvironment, { name, release }));
	}

	/** By name. */
	list(): AsyncGenerator<EnvironmentView, void, undefined> {
		return eachItem(async (pageToken) => {
			const request = { pageSize: PAGE_SIZE, pageToken };
			const { environments, nextPageToken } = await this.#connection.unary(service.listEnvironments, request);
			return { items: environments.map(decodeEnvironment), nextPageToken };
		});
	}

	async get(environment: string): Promise<EnvironmentView> {
		return decode(await this.#connection.unary(service.getEnvironment, { environment }));
	}

	async delete(environment: string): Promise<void> {
		await this.#connection.unary(service.deleteEnvironment, { environment });
	}

	/** The roles given replace those a node had. */
	async assign(environment: string, nodes: readonly NodeAssignment[]): Promise<EnvironmentView> {
		const request = { environment, nodes: nodes.map(encodeNodeAssignment) };
		return decode(await this.#connection.unary(service.assignNodes, request));
	}

	async unassign(environment: string, nodes: readonly string[]): Promise<EnvironmentView> {
		return decode(await this.#connection.unary(service.unassignNodes, { environment, nodes: [...nodes] }));
	}

	/** Keeps facts (YAML or JSON); an empty text takes them away. Answers with the digest. */
	async setFacts(environment: string, document: string): Promise<string> {
		return (await this.#connection.unary(service.setFacts, { environment, document: Buffer.from(document) })).digest;
	}

	/** The facts that were kept, or those in force. */
	async facts(environment: string, isEffective: boolean): Promise<unknown> {
		const response = await this.#connection.unary(service.getFacts, { environment, effective: isEffective });
		return JSON.parse(Buffer.from(response.document).toString('utf8')) as unknown;
	}
}

function decode(response: { readonly environment: Environment | undefined }): EnvironmentView {
	return decodeEnvironment(present(response.environment, 'environment'));
}
