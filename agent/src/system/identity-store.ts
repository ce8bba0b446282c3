import { join } from 'node:path';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { makePrivateFolder, readIfPresent, writeDurably } from './durable-file.js';

/** Who this agent is to the controller: everything in one file, so that it is replaced as a whole. */
export interface AgentIdentity {
	readonly nodeId: NodeId;
	readonly privateKeyPem: string;
	/** Leaf first, then its issuers up to the root. */
	readonly certificateChainPem: string;
	readonly rootPem: string;
	/** HOST:PORT of the enrol door. */
	readonly enrolAddress: string;
	/** HOST:PORT of the agent door. */
	readonly agentsAddress: string;
	/** Wall clock when the certificate came; it may be valid from long before. */
	readonly certifiedAtMs: number;
	/** Join token this identity came from. */
	readonly tokenId: string;
}

/** A key that was made for a request whose answer is not stored yet. */
export interface PendingKey {
	/** What the request belongs to: a token id, or "renewal". */
	readonly purpose: string;
	readonly privateKeyPem: string;
}

/**
 * Keeps the identity in `identity.json` and the key of a request in flight in `pending-key.json`.
 * The key is durable before the request leaves: after a kill the request is repeated with the same key, and the
 * controller answers it without consuming anything twice.
 */
export class IdentityStore {
	readonly #folder: string;

	constructor(stateFolder: string) {
		this.#folder = join(stateFolder, 'identity');
	}

	async load(): Promise<AgentIdentity | undefined> {
		return parseFields<AgentIdentity>(await this.#read('identity.json'), [
			'nodeId',
			'privateKeyPem',
			'certificateChainPem',
			'rootPem',
			'enrolAddress',
			'agentsAddress',
			'certifiedAtMs',
			'tokenId',
		]);
	}

	async save(identity: AgentIdentity): Promise<void> {
		await this.#write('identity.json', identity);
	}

	async loadPendingKey(): Promise<PendingKey | undefined> {
		return parseFields<PendingKey>(await this.#read('pending-key.json'), ['purpose', 'privateKeyPem']);
	}

	async savePendingKey(key: PendingKey): Promise<void> {
		await this.#write('pending-key.json', key);
	}

	#read(name: string): Promise<string | undefined> {
		return readIfPresent(join(this.#folder, name));
	}

	async #write(name: string, content: object): Promise<void> {
		await makePrivateFolder(this.#folder);
		await writeDurably(join(this.#folder, name), `${JSON.stringify(content, undefined, 2)}\n`);
	}
}

function parseFields<Shape>(text: string | undefined, names: readonly (keyof Shape & string)[]): Shape | undefined {
	if (text === undefined) {
		return undefined;
	}
	const value = JSON.parse(text) as Record<string, unknown>;
	return names.every((name) => value[name] !== undefined) ? (value as Shape) : undefined;
}
