import { MAX_INLINE_PARAMETER_BYTES, MAX_PARAMETER_BYTES } from '@stoker/shared/graph/parameter-size.js';
import type { BlobReference } from '@stoker/shared/model/blob.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { isStorageTask } from '@stoker/shared/task-type/storage-parameters.js';
import { isMapping, takesSources } from '../domain/task-sources.js';
import type { PreparedAssignment } from '../engine/run-catalog.js';
import type { BlobLease, BlobStore } from '../store/blob-store.js';
import type { FileSources } from './file-sources.js';
import type { StorageHandOut } from './storage-hand-out.js';

/**
 * Completes assignments on their way to an agent: names the content of the files they take, gives storage tasks the plan
 * of their node, moves parameters that are
 * too large for an envelope into a blob, and lets the node fetch both until the attempt ends.
 */
export class AttemptFiles {
	readonly #blobs: BlobStore;
	readonly #sources: FileSources;
	readonly #storage: StorageHandOut;
	/** What parameters that all nodes of a task share have become. */
	readonly #completed = new WeakMap<Uint8Array, Completed>();

	constructor(blobs: BlobStore, sources: FileSources, storage: StorageHandOut) {
		this.#blobs = blobs;
		this.#sources = sources;
		this.#storage = storage;
	}

	/** Undefined when the assignment can leave as it is, as nearly all can. */
	prepare(assignment: Assignment): Promise<PreparedAssignment> | undefined {
		const { taskType, parametersJson } = assignment;
		return takesSources(taskType) || isStorageTask(taskType) || parametersJson.length > MAX_INLINE_PARAMETER_BYTES
			? this.#prepare(assignment)
			: undefined;
	}

	async #prepare(assignment: Assignment): Promise<PreparedAssignment> {
		const lease = this.#blobs.lease();
		try {
			const completed = await this.#complete(assignment, lease);
			return 'problem' in completed ? completed : await this.#grant(assignment, completed, lease);
		} finally {
			lease.release();
		}
	}

	async #complete(assignment: Assignment, lease: BlobLease): Promise<Completed | { readonly problem: string }> {
		const { taskType, parametersJson } = assignment;
		if (isStorageTask(taskType)) {
			const handed = await this.#storage.parametersOf(assignment);
			return 'problem' in handed ? handed : { ...handed, blobs: [] };
		}
		if (!takesSources(taskType)) {
			return { json: parametersJson, blobs: [] };
		}
		const known = this.#completed.get(parametersJson);
		if (known !== undefined) {
			return known;
		}
		const parameters = JSON.parse(Buffer.from(parametersJson).toString()) as JsonObject;
		// Whoever wrote the release may have named digests: only those that the plan was made with count.
		const planned = await this.#blobs.namedByPlanOf(assignment.assignmentId);
		const named = namedBlobs(parameters);
		if (named.length > 0 && named.every(({ sha256 }) => planned.has(sha256))) {
			const completed = { json: encode(await this.#withManifest(parameters)), blobs: named };
			this.#completed.set(parametersJson, completed);
			return completed;
		}
		const bound = await this.#sources.bind({ type: taskType, parameters }, lease);
		const [first] = bound.problems;
		if (first !== undefined) {
			return { problem: bound.problems.map(({ message }) => message).join('; ') };
		}
		return { json: encode(await this.#withManifest(bound.parameters)), blobs: bound.blobs };
	}

	/** A tree is kept once for all; an agent is told what is in it. */
	async #withManifest({ tree, ...parameters }: JsonObject): Promise<JsonObject> {
		const sha256 = isMapping(tree) ? tree['sha256'] : undefined;
		if (typeof sha256 !== 'string') {
			return parameters;
		}
		const entries = (await this.#blobs.read(sha256)).toString();
		return { ...parameters, manifest: JSON.parse(entries) as JsonValue };
	}

	async #grant(assignment: Assignment, { json, blobs }: Completed, lease: BlobLease): Promise<PreparedAssignment> {
		if (json.length > MAX_PARAMETER_BYTES) {
			return { problem: `its parameters are larger than ${MAX_PARAMETER_BYTES / 1024 / 1024} MiB` };
		}
		const isInline = json.length <= MAX_INLINE_PARAMETER_BYTES;
		const parametersBlob = isInline ? undefined : await this.#blobs.put(json, lease);
		const named = parametersBlob === undefined ? blobs : [...blobs, parametersBlob];
		if (named.length > 0) {
			await this.#blobs.grant(assignment.assignmentId, named);
		}
		return {
			assignment:
				parametersBlob === undefined
					? { ...assignment, parametersJson: json }
					: { ...assignment, parametersJson: new Uint8Array(), parametersBlob },
		};
	}
}

interface Completed {
	readonly json: Uint8Array;
	readonly blobs: readonly BlobReference[];
}

function encode(parameters: JsonObject): Uint8Array {
	return Buffer.from(JSON.stringify(parameters));
}

/** The blobs that parameters name. */
function namedBlobs(parameters: JsonObject): readonly BlobReference[] {
	const files = parameters['files'];
	const copied = Array.isArray(files) ? (files as readonly JsonValue[]) : [];
	const places: readonly (JsonValue | undefined)[] = [...copied, parameters['tree']];
	return places
		.filter(isMapping)
		.flatMap(({ sha256, size }) =>
			typeof sha256 === 'string' && typeof size === 'number' ? [{ sha256, sizeBytes: size }] : [],
		);
}
