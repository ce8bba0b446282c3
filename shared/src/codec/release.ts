import type { ReleaseId } from '../model/ids.js';
import type { ReleaseImportView, ReleaseView } from '../model/views.js';
import type * as wire from '../wire/stoker/v1/release.js';
import { decodeDiagnostic, encodeDiagnostic } from './diagnostic.js';
import { decodePresentTime, encodeTime } from './values.js';

/** Writes a release for the wire. */
export function encodeRelease(release: ReleaseView): wire.Release {
	return {
		id: release.id,
		name: release.name,
		version: release.version,
		description: release.description,
		roles: release.roles.map((role) => ({ ...role, tags: [...role.tags] })),
		graphs: release.graphs.map((graph) => ({ ...graph })),
		digest: release.digest,
		createdAt: encodeTime(release.createdAtMs),
		isAvailable: release.isAvailable,
	};
}

/** Reads a release. */
export function decodeRelease(message: wire.Release): ReleaseView {
	return {
		id: message.id as ReleaseId,
		name: message.name,
		version: message.version,
		description: message.description,
		roles: message.roles,
		graphs: message.graphs,
		digest: message.digest,
		createdAtMs: decodePresentTime(message.createdAt),
		isAvailable: message.isAvailable,
	};
}

/** Writes the answer to an import for the wire. */
export function encodeReleaseImport(result: ReleaseImportView): wire.ImportReleaseResponse {
	return { releases: result.releases.map(encodeRelease), warnings: result.warnings.map(encodeDiagnostic) };
}

/** Reads the answer to an import. */
export function decodeReleaseImport(message: wire.ImportReleaseResponse): ReleaseImportView {
	return { releases: message.releases.map(decodeRelease), warnings: message.warnings.map(decodeDiagnostic) };
}
