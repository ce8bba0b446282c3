import { decodeRelease, decodeReleaseImport } from '@stoker/shared/codec/release.js';
import { present } from '@stoker/shared/codec/values.js';
import type { ReleaseFile, ReleaseImportView, ReleaseView } from '@stoker/shared/model/views.js';
import { ReleaseServiceService as service } from '@stoker/shared/wire/stoker/v1/release.js';
import type { Connection } from './connection.js';
import { eachItem } from './pages.js';

const PAGE_SIZE = 1000;

/** Calls about releases; one is named by id, name, or NAME@VERSION. */
export class ReleasesClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** Checks the files and stores them, unless they shall only be checked. */
	async import(files: readonly ReleaseFile[], validateOnly: boolean): Promise<ReleaseImportView> {
		const request = {
			files: files.map(({ path, content }) => ({ path, content: Buffer.from(content) })),
			validateOnly,
		};
		return decodeReleaseImport(await this.#connection.unary(service.importRelease, request));
	}

	/** Newest first. */
	list(): AsyncGenerator<ReleaseView, void, undefined> {
		return eachItem(async (pageToken) => {
			const request = { pageSize: PAGE_SIZE, pageToken };
			const { releases, nextPageToken } = await this.#connection.unary(service.listReleases, request);
			return { items: releases.map(decodeRelease), nextPageToken };
		});
	}

	async get(release: string): Promise<ReleaseView> {
		const response = await this.#connection.unary(service.getRelease, { release });
		return decodeRelease(present(response.release, 'release'));
	}

	async delete(release: string): Promise<void> {
		await this.#connection.unary(service.deleteRelease, { release });
	}
}
