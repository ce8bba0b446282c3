import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import { isTableFixed } from './disk-state.js';
import type { GraphItem, LayoutGraph } from './layout-graph.js';

/** Kinds whose content is the one thing that lies on them. */
const PLAIN_CARRIERS: ReadonlySet<string> = new Set([
	'partition',
	'raid',
	'physical_volume',
	'logical_volume',
	'encryption',
	'cache',
]);

/**
 * Ids of what must be there already and is not made: what the layout keeps or verifies, and everything that lies below it.
 * A table is not below its partitions: it is rebuilt around them.
 */
export function keptItems({ items, layout }: LayoutGraph): ReadonlySet<LayoutItemId> {
	const kept = new Set<LayoutItemId>();
	const pending = [...items.values()].filter(({ item }) => item.preserve !== 'clean').map(({ item }) => item.id);
	// A table that is not written keeps every partition in it.
	const fixed = new Set(layout.disks.filter(isTableFixed).map(({ id }) => id));
	for (const { kind, item, below } of items.values()) {
		if (kind === 'partition' && below.some((id) => fixed.has(id))) {
			pending.push(item.id);
		}
	}
	for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
		if (!kept.has(id)) {
			kept.add(id);
			const entry = items.get(id);
			pending.push(...(entry === undefined || entry.kind === 'partition' ? [] : entry.below));
		}
	}
	return kept;
}

/** What is to keep its content while what lies on it is made anew. */
export function keepingProblems({ items }: LayoutGraph, kept: ReadonlySet<LayoutItemId>): readonly Diagnostic[] {
	const isMade = ({ kind, item }: GraphItem) => kind !== 'partition' && !kept.has(item.id);
	return [...items.values()].filter(isMade).flatMap(({ item, below }) =>
		below
			.map((id) => items.get(id))
			.filter((lower) => lower !== undefined && lower.item.preserve === 'keep' && PLAIN_CARRIERS.has(lower.kind))
			.map((lower) => {
				const message = `${lower?.item.id} is to keep its content, but ${item.id} on it is made anew`;
				return diagnose('PRESERVE_MIXED', message);
			}),
	);
}
