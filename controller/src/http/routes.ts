import type { AccessRole } from '@stoker/shared/model/access.js';

/** A path, the door it is reached by, and who may ask: everybody, or callers with one access role. */
export interface HttpRoute {
	readonly path: string;
	readonly door: 'https';
	readonly role: AccessRole | 'open';
}

/** Everything the HTTPS door answers. What is not listed here does not exist; only GET does. */
export const HTTP_ROUTES = {
	/** The process answers. */
	live: { path: '/v1/live', door: 'https', role: 'open' },
	/** The controller serves, as the health service of the other doors says it. */
	health: { path: '/v1/health', door: 'https', role: 'open' },
	/** A content by its digest, for the nodes whose open attempts name it. */
	blob: { path: '/v1/blobs/:sha256', door: 'https', role: 'agent' },
} as const satisfies Readonly<Record<string, HttpRoute>>;

export type HttpRouteName = keyof typeof HTTP_ROUTES;

/** What a digest is put behind to fetch a blob, at an address agents know. */
export function blobUrl(address: string): string {
	return `https://${address}/v1/blobs/`;
}
