import type { LayoutItemId } from '../../model/ids.js';
import type { Layout } from '../layout.js';
import type { IndexedItem, LayoutIndex } from '../layout-index.js';

/** A layout with what its checks look things up in. */
export interface CheckedLayout {
	readonly layout: Layout;
	readonly items: LayoutIndex;
	readonly all: readonly IndexedItem[];
	/** Where people look for an item, or for a field of it. */
	readonly pathOf: (id: LayoutItemId, field?: string) => string;
}

/** Sizes in messages are rounded so that what is missing is never understated. */
export function showMebibytes(bytes: number): string {
	return `${Math.ceil(bytes / 1024 / 1024)} MiB`;
}
