import { assignTracks } from './interval-tracks.js';
import { GRID } from './measure-box.js';
import type { Net } from './nets.js';

/** What the room between rows depends on. */
export interface ChannelSetting {
	readonly nets: readonly Net[];
	readonly ports: readonly (readonly number[])[];
	readonly trunkX: readonly (number | undefined)[];
	readonly rowHeights: readonly number[];
	/** Where the room above the first row begins. */
	readonly top: number;
}

/** Heights of everything. */
export interface PlacedChannels {
	/** Upper edge of each row. */
	readonly rowY: readonly number[];
	readonly bottom: number;
	/** Y of the horizontal part of a net in a channel. */
	readonly trackY: (net: number, channel: number) => number;
}

const ABOVE = 2 * GRID;
/** Arrow heads need room. */
const BELOW = 3 * GRID;

interface Stretch {
	readonly net: number;
	readonly start: number;
	readonly end: number;
}

/** Gives the horizontal parts of nets tracks between the rows, and the rows their places. */
export function placeChannels(setting: ChannelSetting): PlacedChannels {
	const stretches = stretchesByChannel(setting);
	const tracks = new Map<string, number>();
	const rowY: number[] = [];
	let y = setting.top;
	for (let channel = -1; channel < setting.rowHeights.length; channel++) {
		const inside = stretches.get(channel) ?? [];
		const { trackOf, count } = assignTracks(inside, 2 * GRID);
		for (const [index, { net }] of inside.entries()) {
			tracks.set(`${net} ${channel}`, y + ABOVE + (trackOf[index] ?? 0) * GRID);
		}
		y += ABOVE + Math.max(0, count - 1) * GRID + BELOW;
		if (channel + 1 < setting.rowHeights.length) {
			rowY.push(y);
			y += setting.rowHeights[channel + 1] ?? 0;
		}
	}
	return { rowY, bottom: y, trackY: (net, channel) => tracks.get(`${net} ${channel}`) ?? 0 };
}

function stretchesByChannel({ nets, ports, trunkX }: ChannelSetting): ReadonlyMap<number, readonly Stretch[]> {
	const byChannel = new Map<number, Stretch[]>();
	for (const [net, { terminals }] of nets.entries()) {
		const trunk = trunkX[net];
		for (const channel of new Set(terminals.map((terminal) => terminal.channel))) {
			const xs = terminals.flatMap((terminal, index) =>
				terminal.channel === channel ? [ports[net]?.[index] ?? 0] : [],
			);
			const all = trunk === undefined ? xs : [...xs, trunk];
			const list = byChannel.get(channel) ?? [];
			list.push({ net, start: Math.min(...all), end: Math.max(...all) });
			byChannel.set(channel, list);
		}
	}
	return byChannel;
}
