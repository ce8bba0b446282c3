/** A point of a drawing, in pixels. */
export interface Point {
	readonly x: number;
	readonly y: number;
}

const RADIUS = 6;

/** A line through points that are joined horizontally and vertically, with its corners rounded. */
export function roundedPath(points: readonly Point[]): string {
	const corners = points.filter((point, index) => !isBetween(points[index - 1], point, points[index + 1]));
	const [first, ...rest] = corners;
	if (first === undefined) {
		return '';
	}
	const parts = [`M${first.x} ${first.y}`];
	for (const [index, point] of rest.entries()) {
		const before = corners[index] ?? first;
		const after = rest[index + 1];
		if (after === undefined) {
			parts.push(`L${point.x} ${point.y}`);
			continue;
		}
		const radius = Math.min(RADIUS, distance(before, point) / 2, distance(point, after) / 2);
		const enter = towards(point, before, radius);
		const leave = towards(point, after, radius);
		parts.push(`L${enter.x} ${enter.y}Q${point.x} ${point.y} ${leave.x} ${leave.y}`);
	}
	return parts.join('');
}

/** Whether a point changes nothing: it equals the one before, or lies on a straight line. */
function isBetween(before: Point | undefined, point: Point, after: Point | undefined): boolean {
	if (before === undefined) {
		return false;
	}
	if (before.x === point.x && before.y === point.y) {
		return true;
	}
	return (
		after !== undefined &&
		((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y))
	);
}

function distance(a: Point, b: Point): number {
	return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: Point, to: Point, length: number): Point {
	return { x: from.x + Math.sign(to.x - from.x) * length, y: from.y + Math.sign(to.y - from.y) * length };
}
