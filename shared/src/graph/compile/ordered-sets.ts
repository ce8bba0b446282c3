/** What two ordered arrays have in common. */
export function intersect(a: Int32Array, b: Int32Array): Int32Array {
	const common: number[] = [];
	walkCommon(a, b, (indexA) => {
		common.push(a[indexA] ?? 0);
	});
	return Int32Array.from(common);
}

/** What the first ordered array has and the second has not. */
export function subtract(a: Int32Array, b: Int32Array): Int32Array {
	if (b.length === 0) {
		return a;
	}
	const without = new Set(b);
	return a.filter((value) => !without.has(value));
}

/** Calls back with the positions of every value that two ordered arrays share. */
export function walkCommon(a: Int32Array, b: Int32Array, visit: (indexA: number, indexB: number) => void): void {
	let indexA = 0;
	let indexB = 0;
	while (indexA < a.length && indexB < b.length) {
		const difference = (a[indexA] ?? 0) - (b[indexB] ?? 0);
		if (difference === 0) {
			visit(indexA, indexB);
		}
		indexA += Number(difference <= 0);
		indexB += Number(difference >= 0);
	}
}
