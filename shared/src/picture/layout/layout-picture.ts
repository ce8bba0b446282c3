import type { Picture } from '../picture.js';
import { type Point, roundedPath } from './arrow-path.js';
import { type BoxSize, GRID, measureBox } from './measure-box.js';
import { makeNets, type Net } from './nets.js';
import { type PlacedChannels, placeChannels } from './place-channels.js';
import { placeColumns } from './place-columns.js';
import { placePorts } from './place-ports.js';
import { placeRows } from './place-rows.js';
import { placeTrunks } from './place-trunks.js';

/** A box with its place. */
export interface PlacedBox extends BoxSize, Point {}

/** An arrow with its line and where it ends. */
export interface PlacedArrow {
	readonly path: string;
	readonly tip: Point;
}

/** Where everything of a picture is, in pixels. */
export interface Layout {
	readonly boxes: readonly PlacedBox[];
	/** As the arrows of the picture. */
	readonly arrows: readonly PlacedArrow[];
	readonly lanes: readonly { readonly x: number; readonly width: number }[];
	readonly right: number;
	readonly bottom: number;
}

/** Lays a picture out from a corner: rows follow the order of tasks, columns the roles, arrows run between them. */
export function layoutPicture(picture: Picture, corner: Point): Layout {
	const sizes = picture.boxes.map(measureBox);
	const rows = placeRows(picture);
	const { xInLane, laneWidths } = placeColumns(picture, rows, sizes);
	const nets = makeNets(picture, rows);
	const laneOf = (box: number): number => picture.boxes[box]?.lane ?? 0;
	const widthOf = (box: number): number => sizes[box]?.width ?? 0;
	const middleInLane = (box: number): number => (xInLane[box] ?? 0) + widthOf(box) / 2;
	const { laneX, right, trunkX } = placeTrunks({ nets, laneWidths, laneOf, middleInLane, left: corner.x });
	const leftOf = (box: number): number => (laneX[laneOf(box)] ?? 0) + (xInLane[box] ?? 0);
	const ports = placePorts({ nets, trunkX, leftOf, widthOf });
	const rowHeights = Array.from({ length: rows.rowCount }, () => 0);
	for (const [box, row] of rows.rowOf.entries()) {
		rowHeights[row] = Math.max(rowHeights[row] ?? 0, sizes[box]?.height ?? 0);
	}
	const channels = placeChannels({ nets, ports, trunkX, rowHeights, top: corner.y });
	const boxes = sizes.map((size, box) => {
		const row = rows.rowOf[box] ?? 0;
		const y = (channels.rowY[row] ?? 0) + Math.floor(((rowHeights[row] ?? 0) - size.height) / 2);
		return { ...size, x: leftOf(box), y };
	});
	return {
		boxes,
		arrows: drawArrows(picture, boxes, { nets, ports, trunkX, channels }),
		lanes: laneX.map((x, lane) => ({ x, width: laneWidths[lane] ?? GRID })),
		right,
		bottom: channels.bottom,
	};
}

interface Routing {
	readonly nets: readonly Net[];
	readonly ports: readonly (readonly number[])[];
	readonly trunkX: readonly (number | undefined)[];
	readonly channels: PlacedChannels;
}

function drawArrows(picture: Picture, boxes: readonly PlacedBox[], routing: Routing): readonly PlacedArrow[] {
	const drawn: PlacedArrow[] = picture.arrows.map(() => ({ path: '', tip: { x: 0, y: 0 } }));
	for (const [net, { arrows, terminals }] of routing.nets.entries()) {
		const trunk = routing.trunkX[net];
		for (const { arrow, from, to } of arrows) {
			const [start, end] = [terminals[from], terminals[to]];
			const [source, target] = [boxes[start?.box ?? -1], boxes[end?.box ?? -1]];
			if (start === undefined || end === undefined || source === undefined || target === undefined) {
				continue;
			}
			const [x1, x2] = [routing.ports[net]?.[from] ?? 0, routing.ports[net]?.[to] ?? 0];
			const [y1, y2] = [routing.channels.trackY(net, start.channel), routing.channels.trackY(net, end.channel)];
			const tip = { x: x2, y: target.y };
			const between =
				trunk === undefined
					? []
					: [
							{ x: trunk, y: y1 },
							{ x: trunk, y: y2 },
						];
			const points = [{ x: x1, y: source.y + source.height }, { x: x1, y: y1 }, ...between, { x: x2, y: y2 }, tip];
			drawn[arrow] = { path: roundedPath(points), tip };
		}
	}
	return drawn;
}
