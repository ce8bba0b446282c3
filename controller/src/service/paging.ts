import { createHash } from 'node:crypto';
import type { Page } from '@stoker/shared/model/views.js';
import { refuseField } from './violations.js';

/** Which page is asked for. */
export interface PageRequest {
	/** 0 means the default of the listing. */
	readonly pageSize: number;
	/** From the answer before; empty for the first page. */
	readonly pageToken: string;
}

/** Sizes of a listing's pages. */
export interface PageSizes {
	readonly standard: number;
	readonly most: number;
}

/** Pages of lists of nouns. */
const NOUN_PAGES: PageSizes = { standard: 100, most: 1_000 };

type Key = string | number;

/** A page to read: `limit` rows after the key, and how to close it. */
export interface Cursor<K extends Key> {
	/** Rows to read: one more than the page has, to know whether another one follows. */
	readonly limit: number;
	/** Key of the last row of the page before. */
	readonly after: K | undefined;
	/** Cuts the rows read to the page and names the next one. */
	page<Row, Item>(rows: readonly Row[], keyOf: (row: Row) => K, show: (row: Row) => Item): Page<Item>;
}

/**
 * Reads a page request. A token holds the key of the last row and is bound to the listing and its filters (`scope`):
 * one that was changed or comes from another listing throws INVALID_REQUEST.
 */
export function openPage<K extends Key>(
	request: PageRequest,
	scope: readonly string[],
	kind: K extends number ? 'number' : 'string',
	sizes: PageSizes = NOUN_PAGES,
): Cursor<K> {
	const size = Math.min(request.pageSize === 0 ? sizes.standard : request.pageSize, sizes.most);
	const after = request.pageToken === '' ? undefined : readToken(request.pageToken, scope);
	if (after !== undefined && typeof after !== kind) {
		refuseToken();
	}
	return {
		limit: size + 1,
		after: after as K | undefined,
		page: (rows, keyOf, show) => {
			const shown = rows.slice(0, size);
			const last = shown.at(-1);
			const hasMore = rows.length > size && last !== undefined;
			return { items: shown.map(show), nextPageToken: hasMore ? writeToken(keyOf(last), scope) : '' };
		},
	};
}

function writeToken(key: Key, scope: readonly string[]): string {
	return Buffer.from(JSON.stringify([key, checksum(key, scope)])).toString('base64url');
}

function readToken(token: string, scope: readonly string[]): Key {
	const content = parse(Buffer.from(token.slice(0, 1_024), 'base64url').toString('utf8'));
	const [key, sum] = Array.isArray(content) ? (content as unknown[]) : [];
	if ((typeof key !== 'string' && typeof key !== 'number') || sum !== checksum(key, scope)) {
		refuseToken();
	}
	return key;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function checksum(key: Key, scope: readonly string[]): string {
	return createHash('sha256')
		.update(JSON.stringify([key, scope]))
		.digest('base64url')
		.slice(0, 16);
}

function refuseToken(): never {
	return refuseField('page_token', 'does not come from this listing; begin again without it');
}
