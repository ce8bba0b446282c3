import { GRID } from './measure-box.js';
import type { Net, Terminal } from './nets.js';

/** What ports depend on. */
export interface PortSetting {
	readonly nets: readonly Net[];
	/** X of the long vertical part of each net; undefined where it has none. */
	readonly trunkX: readonly (number | undefined)[];
	readonly leftOf: (box: number) => number;
	readonly widthOf: (box: number) => number;
}

interface Port {
	readonly net: number;
	readonly terminal: number;
	readonly at: Terminal;
	/** Where its line goes to. */
	readonly wish: number;
}

/** X of every terminal of every net. Within a channel no two nets share one, so their lines never cover each other. */
export function placePorts(setting: PortSetting): readonly (readonly number[])[] {
	const placed = setting.nets.map(({ terminals }) => terminals.map(() => Number.NaN));
	const taken = new Map<number, Set<number>>();
	const isFree = (channel: number, x: number): boolean => taken.get(channel)?.has(x) !== true;
	const take = (net: number, terminal: number, x: number): void => {
		const channel = setting.nets[net]?.terminals[terminal]?.channel ?? 0;
		const set = taken.get(channel) ?? new Set<number>();
		taken.set(channel, set.add(x));
		const places = placed[net];
		if (places !== undefined) {
			places[terminal] = x;
		}
	};
	for (const [net, x] of straightNets(setting, isFree)) {
		take(net, 0, x);
		take(net, 1, x);
	}
	for (const ports of portsByBox(setting, placed)) {
		for (const [index, port] of ports.entries()) {
			const { box, channel } = port.at;
			const middle = setting.leftOf(box) + setting.widthOf(box) / 2;
			const wanted = middle + (index - (ports.length - 1) / 2) * 2 * GRID;
			take(port.net, port.terminal, nearestFree(wanted, { setting, box, isFree: (x) => isFree(channel, x) }));
		}
	}
	return placed;
}

/** Nets of one arrow between boxes above each other, where a straight line does. */
function* straightNets(
	{ nets, leftOf, widthOf }: PortSetting,
	isFree: (channel: number, x: number) => boolean,
): Generator<readonly [net: number, x: number]> {
	for (const [index, { terminals, firstChannel, lastChannel }] of nets.entries()) {
		const [a, b] = terminals;
		if (a === undefined || b === undefined || terminals.length > 2 || firstChannel !== lastChannel) {
			continue;
		}
		const left = Math.max(leftOf(a.box), leftOf(b.box)) + GRID;
		const right = Math.min(leftOf(a.box) + widthOf(a.box), leftOf(b.box) + widthOf(b.box)) - GRID;
		const x = snap((left + right) / 2);
		if (left <= x && x <= right && isFree(firstChannel, x)) {
			yield [index, x];
		}
	}
}

/** Ports still to be placed, those of one side of a box together and in the order of where they lead. */
function portsByBox(setting: PortSetting, placed: readonly (readonly number[])[]): Iterable<readonly Port[]> {
	const middleOf = (box: number): number => setting.leftOf(box) + setting.widthOf(box) / 2;
	const groups = new Map<string, Port[]>();
	for (const [net, { terminals }] of setting.nets.entries()) {
		for (const [terminal, at] of terminals.entries()) {
			if (!Number.isNaN(placed[net]?.[terminal])) {
				continue;
			}
			const others = terminals.filter((_, index) => (index === 0) !== (terminal === 0));
			const mean = others.reduce((sum, { box }) => sum + middleOf(box), 0) / Math.max(others.length, 1);
			const key = `${at.side} ${at.box}`;
			const group = groups.get(key) ?? [];
			group.push({ net, terminal, at, wish: setting.trunkX[net] ?? mean });
			groups.set(key, group);
		}
	}
	for (const group of groups.values()) {
		group.sort((a, b) => a.wish - b.wish || a.net - b.net);
	}
	return groups.values();
}

interface Search {
	readonly setting: PortSetting;
	readonly box: number;
	readonly isFree: (x: number) => boolean;
}

/** The nearest place on the edge of a box; a box with more lines than places has them share. */
function nearestFree(wanted: number, { setting, box, isFree }: Search): number {
	const left = setting.leftOf(box) + GRID;
	const right = setting.leftOf(box) + setting.widthOf(box) - GRID;
	const start = Math.min(Math.max(snap(wanted), left), right);
	for (let distance = 0; distance <= right - left; distance += GRID) {
		for (const x of [start + distance, start - distance]) {
			if (x >= left && x <= right && isFree(x)) {
				return x;
			}
		}
	}
	return start;
}

function snap(x: number): number {
	return Math.round(x / GRID) * GRID;
}
