/** A mount as /proc/self/mountinfo has it. */
export interface MountPoint {
	readonly path: string;
	readonly source: string;
}

/** All mounts, in the order in which they were made. */
export function parseMountPoints(text: string): readonly MountPoint[] {
	return text.split('\n').flatMap((line) => {
		const fields = line.split(' ');
		const path = fields[4];
		const source = fields[fields.indexOf('-', 6) + 2];
		return path === undefined || source === undefined ? [] : [{ path: unescape(path), source: unescape(source) }];
	});
}

/** Mounts at a folder and below it, the last one first: the order in which they come off. */
export function mountsBelow(mounts: readonly MountPoint[], folder: string): readonly string[] {
	return mounts
		.map(({ path }) => path)
		.filter((path) => path === folder || path.startsWith(`${folder}/`))
		.toReversed();
}

/** The kernel writes white space and backslashes as three octal digits. */
function unescape(text: string): string {
	return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
