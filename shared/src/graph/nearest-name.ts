const MAX_LENGTH = 64;
const MAX_CANDIDATES = 2000;

/** The known name that was probably meant; undefined when none is close. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
	const limit = Math.floor((name.length + 1) / 3);
	let nearest: string | undefined;
	let best = limit + 1;
	let looked = 0;
	for (const candidate of known) {
		if (++looked > MAX_CANDIDATES) {
			break;
		}
		const distance = editDistance(name, candidate, best);
		if (distance < best) {
			best = distance;
			nearest = candidate;
		}
	}
	return nearest;
}

/** A hint naming the nearest known name, where there is one. */
export function hintNearest(name: string, known: Iterable<string>): string | undefined {
	const nearest = nearestName(name, known);
	return nearest === undefined ? undefined : `Did you mean "${nearest}"?`;
}

/** Levenshtein distance; `limit` when it is not below that. */
function editDistance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) >= limit || a.length > MAX_LENGTH || b.length > MAX_LENGTH) {
		return limit;
	}
	let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let row = 0; row < a.length; row++) {
		const current = [row + 1];
		let smallest = row + 1;
		for (let column = 0; column < b.length; column++) {
			const substitution = (previous[column] ?? 0) + Number(a[row] !== b[column]);
			const step = Math.min(substitution, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1);
			current.push(step);
			smallest = Math.min(smallest, step);
		}
		if (smallest >= limit) {
			return limit;
		}
		previous = current;
	}
	return previous[b.length] ?? limit;
}
