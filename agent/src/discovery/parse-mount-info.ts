/** Mount points by device number (`8:1`), in the order in which they were mounted, out of /proc/self/mountinfo. */
export function parseMountInfo(text: string): ReadonlyMap<string, readonly string[]> {
	const mounts = new Map<string, string[]>();
	for (const line of text.split('\n')) {
		const [, , number, , point] = line.split(' ');
		if (number !== undefined && point !== undefined) {
			const path = unescapeOctal(point);
			mounts.set(number, [...(mounts.get(number) ?? []), path]);
		}
	}
	return mounts;
}

/** The kernel writes white space and backslashes of a path as three octal digits. */
function unescapeOctal(text: string): string {
	return text.replace(/\\([0-7]{3})/g, (_match, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
