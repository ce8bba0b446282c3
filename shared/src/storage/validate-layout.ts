import { diagnose } from '../graph/diagnostic-codes.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { LayoutItemId } from '../model/ids.js';
import { boundedDiagnostics } from './bounded-diagnostics.js';
import type { Layout } from './layout.js';
import { indexLayout, itemsOf } from './layout-index.js';
import { checkArrays } from './validate/check-arrays.js';
import { checkGroups } from './validate/check-groups.js';
import { checkHeights } from './validate/check-heights.js';
import { checkMounts } from './validate/check-mounts.js';
import { checkNames } from './validate/check-names.js';
import { checkPartitions } from './validate/check-partitions.js';
import { checkReferences } from './validate/check-references.js';
import { checkTexts } from './validate/check-texts.js';
import type { CheckedLayout } from './validate/checked-layout.js';

const MAX_ITEMS = 20_000;

/** Where people find what a layout was made from. */
export interface LayoutSource {
	/** Path in the schema of an item. */
	readonly paths: ReadonlyMap<LayoutItemId, string>;
	/** What a field such as `fileSystems.label` is called there; '' where the item as a whole says it. */
	readonly fieldNames: Readonly<Record<string, string>>;
}

const ITSELF: LayoutSource = { paths: new Map(), fieldNames: {} };

/** Every problem of a layout. Paths are those of its source, else like `fileSystems[2].mount`. */
export function validateLayout(layout: Layout, { paths, fieldNames }: LayoutSource = ITSELF): readonly Diagnostic[] {
	const all = itemsOf(layout);
	if (all.length > MAX_ITEMS) {
		return [diagnose('LAYOUT_TOO_LARGE', `The layout has ${all.length} items; at most ${MAX_ITEMS} are read`)];
	}
	const places = new Map(all.map(({ list, index, item }) => [item.id, paths.get(item.id) ?? `${list}[${index}]`]));
	const items = indexLayout(layout);
	const checked: CheckedLayout = {
		layout,
		items,
		all,
		pathOf: (id, field = '') => {
			const name = fieldNames[`${items.get(id)?.list ?? ''}.${field}`] ?? field;
			return `${places.get(id) ?? ''}${name === '' ? '' : `.${name}`}`;
		},
	};
	const findings = [
		...checkNames(checked),
		...checkTexts(checked),
		...checkReferences(checked),
		...checkHeights(checked),
		...checkPartitions(checked),
		...checkArrays(checked),
		...checkGroups(checked),
		...checkMounts(checked),
	];
	return boundedDiagnostics(findings);
}
