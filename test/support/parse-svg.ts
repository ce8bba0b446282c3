/** A box of a drawing and the texts inside it. */
export interface DrawnBox {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly texts: readonly DrawnText[];
}

/** A text with the stretch it takes in a wide font. */
export interface DrawnText {
	readonly content: string;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

/** A drawing as far as tests look at it. */
export interface Drawing {
	readonly width: number;
	readonly height: number;
	readonly boxes: readonly DrawnBox[];
	/** Every text, those of boxes included. */
	readonly texts: readonly DrawnText[];
}

/** Average width of a sign of a wide sans-serif, such as DejaVu Sans, in parts of the font size. */
const WIDE_SIGN = 0.6;
const CLASS_SIZES: Readonly<Record<string, number>> = { l: 12, d: 10 };

/** Reads the rectangles and texts of one of our drawings. Throws where it is no well-formed one. */
export function parseSvg(svg: string): Drawing {
	const size = /^<svg [^>]*width="([\d.]+)" height="([\d.]+)"/.exec(svg);
	if (size === null || !svg.trimEnd().endsWith('</svg>')) {
		throw new Error('not a whole drawing');
	}
	const texts = [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', content = '']) =>
		readText(attributes, content),
	);
	const boxes = [...svg.matchAll(/<rect ([^>]*)\/>/g)].map(([, attributes = '']) => {
		const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => numberOf(attributes, name));
		const box = { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 };
		return { ...box, texts: texts.filter((text) => isCentredIn(text, box)) };
	});
	return { width: Number(size[1]), height: Number(size[2]), boxes, texts };
}

/** Pairs of boxes that share any room. */
export function overlaps(boxes: readonly DrawnBox[]): readonly (readonly [DrawnBox, DrawnBox])[] {
	return boxes.flatMap((a, index) =>
		boxes
			.slice(index + 1)
			.filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
			.map((b) => [a, b] as const),
	);
}

/** Texts of boxes that reach over an edge, and texts that leave the drawing. */
export function clippedTexts({ boxes, texts, width, height }: Drawing): readonly string[] {
	const inBoxes = boxes.flatMap((box) =>
		box.texts.filter(
			({ left, right, top, bottom }) =>
				left < box.x || right > box.x + box.width || top < box.y || bottom > box.y + box.height,
		),
	);
	const outside = texts.filter(
		({ left, right, top, bottom }) => left < 0 || right > width || top < 0 || bottom > height,
	);
	return [...inBoxes, ...outside].map(({ content }) => content);
}

function readText(attributes: string, content: string): DrawnText {
	const plain = content.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
	const fontSize = /font-size="/.test(attributes)
		? numberOf(attributes, 'font-size')
		: (CLASS_SIZES[/class="(\w)"/.exec(attributes)?.[1] ?? ''] ?? 0);
	const [x, y] = [numberOf(attributes, 'x'), numberOf(attributes, 'y')];
	const width = plain.length * fontSize * WIDE_SIGN;
	const left = attributes.includes('text-anchor="middle"') ? x - width / 2 : x;
	return { content: plain, left, right: left + width, top: y - fontSize * 0.8, bottom: y + fontSize * 0.2 };
}

function isCentredIn(text: DrawnText, box: Omit<DrawnBox, 'texts'>): boolean {
	const [x, y] = [(text.left + text.right) / 2, (text.top + text.bottom) / 2];
	return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

function numberOf(attributes: string, name: string): number {
	const value = new RegExp(`(?:^| )${name}="([-\\d.]+)"`).exec(attributes)?.[1];
	if (value === undefined) {
		throw new Error(`no ${name} in ${attributes}`);
	}
	return Number(value);
}
