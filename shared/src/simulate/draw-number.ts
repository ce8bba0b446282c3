const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A number from 0 to below 1 that seed and key determine: the same for the same task on the same node, in whatever
 * order tasks happen to run. FNV-1a, then the finaliser of MurmurHash3; good enough for durations, not for secrets.
 */
export function drawNumber(seed: number, key: string): number {
	let hash = (FNV_OFFSET ^ seed) >>> 0;
	for (let index = 0; index < key.length; index++) {
		hash = Math.imul(hash ^ key.charCodeAt(index), FNV_PRIME) >>> 0;
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
