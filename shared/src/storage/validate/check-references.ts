import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import type { LayoutDisk } from '../layout.js';
import { basesOf, type IndexedItem, type LayoutList } from '../layout-index.js';
import type { CheckedLayout } from './checked-layout.js';

/** Things that others can lie on. */
const BLOCKS: ReadonlySet<LayoutList> = new Set([
	'disks',
	'partitions',
	'raids',
	'logicalVolumes',
	'encryptions',
	'caches',
]);

/** Every item lies on something that is there, is of the right kind, and carries nothing else. */
export function checkReferences(checked: CheckedLayout): readonly Diagnostic[] {
	const { all, items, layout, pathOf } = checked;
	const findings: Diagnostic[] = [];
	const carried = new Map<LayoutItemId, LayoutItemId>();
	for (const indexed of all) {
		const { list, item } = indexed;
		// Of things with one id the first is looked at: that there are more is a problem of its own.
		if (items.get(item.id)?.item !== item) {
			continue;
		}
		const path = pathOf(item.id);
		for (const base of basesOf(indexed)) {
			const known = items.get(base);
			if (known === undefined || !mayLieOn(list, known.list)) {
				findings.push(diagnose('REFERENCE_UNKNOWN', `${item.id} refers to ${base}, which is not there`, { path }));
				continue;
			}
			const other = carried.get(base);
			if (other !== undefined && isExclusive(list)) {
				const users = other === item.id ? `twice by ${item.id}` : `by ${other} and by ${item.id}`;
				findings.push(diagnose('VOLUME_IN_USE', `${base} is used ${users}`, { path }));
			}
			if (known.list === 'disks' && (known.item.table === 'none') === (list === 'partitions')) {
				findings.push(onDisk(indexed, known.item, path));
			}
			if (isExclusive(list)) {
				carried.set(base, item.id);
			}
			if (list !== 'images' && item.preserve !== 'clean' && isRemade(known)) {
				const message = `${item.id} is to stay, but ${base} below it is made anew`;
				findings.push(diagnose('PRESERVE_MIXED', message, { path }));
			}
		}
	}
	const { configDriveId } = layout.boot;
	if (configDriveId !== '' && items.get(configDriveId)?.list !== 'partitions') {
		findings.push(diagnose('REFERENCE_UNKNOWN', `The configdrive ${configDriveId} is no partition`, { path: 'boot' }));
	}
	return findings;
}

/** Partitions need a table to be in, and what is on a whole disk needs one without. */
function onDisk({ list, item }: IndexedItem, { id, table }: LayoutDisk, path: string): Diagnostic {
	if (list === 'partitions') {
		const message = `${item.id} is a partition of ${id}, which carries no table`;
		return diagnose('PARTITION_MISPLACED', message, { path, hint: `Give ${id} a table, gpt or msdos.` });
	}
	const message = `${item.id} is to be on the whole of ${id}, which carries a table of type ${table}`;
	return diagnose('VOLUME_IN_USE', message, { path, hint: `Put it on a partition, or say table: none for ${id}.` });
}

function mayLieOn(list: LayoutList, base: LayoutList): boolean {
	switch (list) {
		case 'partitions':
			return base === 'disks';
		case 'volumeGroups':
			return base === 'physicalVolumes';
		case 'logicalVolumes':
			return base === 'volumeGroups';
		case 'images':
			return base === 'fileSystems' || base === 'disks';
		default:
			return BLOCKS.has(base);
	}
}

/** Whether a thing has what it lies on for itself. */
function isExclusive(list: LayoutList): boolean {
	return list !== 'partitions' && list !== 'logicalVolumes';
}

function isRemade({ list, item }: IndexedItem): boolean {
	return list !== 'images' && item.preserve === 'clean';
}
