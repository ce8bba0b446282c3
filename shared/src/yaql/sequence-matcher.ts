/** Sequences of at least this many elements have those that come up too often left out of the search. */
const LONG_SEQUENCE = 200;

interface Block {
	readonly left: number;
	readonly right: number;
	readonly size: number;
}

interface Window {
	readonly leftStart: number;
	readonly leftEnd: number;
	readonly rightStart: number;
	readonly rightEnd: number;
}

/** Positions of two sequences that have no partner in the other. */
export interface Unmatched {
	readonly left: readonly number[];
	readonly right: readonly number[];
}

/**
 * Pairs the longest runs that two sequences share, then the longest to each side of them, as Python's difflib does;
 * the result is therefore its own, even where a shorter difference exists.
 *
 * @param charge called with the pairs that were looked at
 */
export function findUnmatched(
	left: readonly string[],
	right: readonly string[],
	charge: (pairs: number) => void,
): Unmatched {
	const places = indexPlaces(right);
	const isMatched = { left: new Set<number>(), right: new Set<number>() };
	const windows: Window[] = [{ leftStart: 0, leftEnd: left.length, rightStart: 0, rightEnd: right.length }];
	for (let window = windows.pop(); window !== undefined; window = windows.pop()) {
		const block = extend(findLongest(left, places, window, charge), { left, right, window });
		if (block.size === 0) {
			continue;
		}
		for (let index = 0; index < block.size; index++) {
			isMatched.left.add(block.left + index);
			isMatched.right.add(block.right + index);
		}
		windows.push(
			{ ...window, leftEnd: block.left, rightEnd: block.right },
			{ ...window, leftStart: block.left + block.size, rightStart: block.right + block.size },
		);
	}
	return { left: withoutPartner(left, isMatched.left), right: withoutPartner(right, isMatched.right) };
}

function withoutPartner(sequence: readonly string[], matched: ReadonlySet<number>): readonly number[] {
	return [...sequence.keys()].filter((index) => !matched.has(index));
}

function indexPlaces(sequence: readonly string[]): ReadonlyMap<string, readonly number[]> {
	const places = new Map<string, number[]>();
	for (const [index, element] of sequence.entries()) {
		const known = places.get(element);
		if (known === undefined) {
			places.set(element, [index]);
		} else {
			known.push(index);
		}
	}
	if (sequence.length >= LONG_SEQUENCE) {
		const often = Math.floor(sequence.length / 100) + 1;
		for (const [element, indexes] of places) {
			if (indexes.length > often) {
				places.delete(element);
			}
		}
	}
	return places;
}

/** The longest common run within a window; of several the one that starts first on the left, then on the right. */
function findLongest(
	left: readonly string[],
	places: ReadonlyMap<string, readonly number[]>,
	window: Window,
	charge: (pairs: number) => void,
): Block {
	let best: Block = { left: window.leftStart, right: window.rightStart, size: 0 };
	let lengths = new Map<number, number>();
	for (let index = window.leftStart; index < window.leftEnd; index++) {
		const next = new Map<number, number>();
		const partners = places.get(left[index] ?? '') ?? [];
		charge(partners.length + 1);
		for (const partner of partners) {
			if (partner < window.rightStart || partner >= window.rightEnd) {
				continue;
			}
			const size = (lengths.get(partner - 1) ?? 0) + 1;
			next.set(partner, size);
			if (size > best.size) {
				best = { left: index - size + 1, right: partner - size + 1, size };
			}
		}
		lengths = next;
	}
	return best;
}

interface Surroundings {
	readonly left: readonly string[];
	readonly right: readonly string[];
	readonly window: Window;
}

/** Grows a run over neighbours that the search had left out. */
function extend(block: Block, { left, right, window }: Surroundings): Block {
	let { left: start, right: partner, size } = block;
	while (start > window.leftStart && partner > window.rightStart && left[start - 1] === right[partner - 1]) {
		start--;
		partner--;
		size++;
	}
	while (
		start + size < window.leftEnd &&
		partner + size < window.rightEnd &&
		left[start + size] === right[partner + size]
	) {
		size++;
	}
	return { left: start, right: partner, size };
}
