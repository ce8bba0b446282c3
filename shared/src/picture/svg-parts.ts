/** The colour of a longest chain, in every picture. */
export const CRITICAL = '#e8590c';
export const FONT = "Inter, 'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif";

/** The path of a frame. */
export function frame(x: number, y: number, width: number, height: number): string {
	return `M${x} ${y}h${width}v${height}h${-width}Z`;
}

/** A text element. */
export function text(x: number, y: number, content: string, attributes: string): string {
	return `<text x="${x}" y="${y}" ${attributes}>${escape(content)}</text>`;
}

/** Signs that XML keeps for itself become references; those it forbids become blanks. */
export function escape(content: string): string {
	return content
		.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, ' ')
		.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
