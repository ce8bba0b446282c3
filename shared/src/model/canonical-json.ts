/** JSON with the keys of every object in one order, so that equal values give equal texts. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(ordered(value));
}

/** Long columns of numbers stay as they are. */
function ordered(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) {
		return value;
	}
	if (Array.isArray(value)) {
		return value.some((entry) => typeof entry === 'object') ? value.map(ordered) : value;
	}
	const copy: Record<string, unknown> = {};
	for (const key of Object.keys(value).sort()) {
		const entry = ordered(value[key as keyof typeof value]);
		if (key === '__proto__') {
			Object.defineProperty(copy, key, { value: entry, enumerable: true });
		} else {
			copy[key] = entry;
		}
	}
	return copy;
}
