import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import { basesOf } from '../layout-index.js';
import type { CheckedLayout } from './checked-layout.js';

/** Things upon things: what is built is less than half as high. */
const MOST_LAYERS = 16;

/** Nothing lies on itself, and no stack is higher than tools and kernels are made for. */
export function checkHeights({ all, items, pathOf }: CheckedLayout): readonly Diagnostic[] {
	// Layer by layer from the disks: what is never reached lies on itself, on what is not there, or too high.
	let waiting = all.filter(({ list, item }) => list !== 'images' && items.get(item.id)?.item === item);
	const reached = new Set<LayoutItemId>();
	for (let layer = 0; layer < MOST_LAYERS && waiting.length > 0; layer++) {
		const known = new Set(reached);
		const isHeld = (base: LayoutItemId) => known.has(base) || !items.has(base);
		waiting = waiting.filter((indexed) => {
			const isReached = basesOf(indexed).every(isHeld);
			if (isReached) {
				reached.add(indexed.item.id);
			}
			return !isReached;
		});
	}
	return waiting.map(({ item }) =>
		diagnose('REFERENCE_UNKNOWN', `${item.id} lies on itself, or above more than ${MOST_LAYERS} others`, {
			path: pathOf(item.id),
		}),
	);
}
