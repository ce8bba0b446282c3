/** Identifier of the cache set in what `bcache-super-show` says; '' where there is none. */
export function parseCacheSet(text: string): string {
	return /^cset\.uuid\s+([0-9a-fA-F-]{36})\s*$/m.exec(text)?.[1]?.toLowerCase() ?? '';
}
