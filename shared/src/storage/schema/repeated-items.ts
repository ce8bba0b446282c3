/** Places of items that are equal in all to an earlier one. */
export function repeatedItems(items: readonly unknown[]): readonly number[] {
	const seen = new Set<string>();
	return items.flatMap((item, index) => {
		const written = JSON.stringify(item);
		const isRepeated = seen.has(written);
		seen.add(written);
		return isRepeated ? [index] : [];
	});
}
