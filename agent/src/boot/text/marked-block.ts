const BEGIN = '# Stoker wrote this when the machine was installed, to the end mark.';
const END = '# End of what Stoker wrote.';

/**
 * A file that people and packages write too, with our lines in a marked block at its end. Written again, the block is
 * replaced. Lines elsewhere that would say the same again are turned into comments.
 */
export function withMarkedBlock(
	present: string,
	lines: readonly string[],
	isReplaced: (line: string) => boolean = () => false,
): string {
	const others = outsideOfBlock(present).map((line) => {
		return line.trim() !== '' && !line.trimStart().startsWith('#') && isReplaced(line) ? `# ${line}` : line;
	});
	const block = lines.length === 0 ? [] : [BEGIN, ...lines, END];
	const all = [...others, ...block];
	return all.length === 0 ? '' : `${all.join('\n')}\n`;
}

/** Lines that are not ours, without empty ones at the end. */
export function outsideOfBlock(present: string): readonly string[] {
	const lines = present.split('\n');
	const kept: string[] = [];
	let isOurs = false;
	for (const line of lines) {
		if (line === BEGIN) {
			isOurs = true;
		} else if (line === END) {
			isOurs = false;
		} else if (!isOurs) {
			kept.push(line);
		}
	}
	while (kept.at(-1)?.trim() === '') {
		kept.pop();
	}
	return kept;
}
