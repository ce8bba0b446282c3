const WIDTH = 72;

/** The line of a text around a position (from 0) and, below it, a caret that points there. */
export function showPosition(text: string, position: number): string {
	const at = Math.min(Math.max(position, 0), text.length);
	const lineStart = text.lastIndexOf('\n', at - 1) + 1;
	const nextLine = text.indexOf('\n', at);
	const lineEnd = nextLine === -1 ? text.length : nextLine;
	const start = Math.max(lineStart, at - Math.floor(WIDTH / 2));
	const end = Math.min(lineEnd, start + WIDTH);
	const before = (start > lineStart ? '…' : '') + plain(text.slice(start, at));
	const after = plain(text.slice(at, end)) + (end < lineEnd ? '…' : '');
	return `${before}${after}\n${' '.repeat([...before].length)}^`;
}

/** Characters of no or unknown width would move the caret away from what it points at, or steer the terminal. */
function plain(text: string): string {
	return text.replace(/\p{C}/gu, ' ');
}
