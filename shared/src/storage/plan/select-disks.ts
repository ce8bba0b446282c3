import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import { hintProblem } from '../disk-hints.js';
import type { DiskInventory } from '../inventory.js';
import { isSameDisk } from '../is-same-disk.js';
import type { DiskSelector, Layout, LayoutDisk, LayoutPartition } from '../layout.js';
import { matchDisks, readSelector } from '../match-disks.js';
import type { SelectedDisk } from '../storage-plan.js';

/** Backup entries of a GUID partition table; its header is one sector more. */
const GPT_ENTRIES_BYTES = 128 * 128;

/** Disks that one message names. */
const MOST_NAMED = 16;

/** The disk of the machine that each disk of a layout means, with every problem of what is to be on it. */
export function selectDisks(
	layout: Layout,
	disks: readonly DiskInventory[],
): { readonly selected: readonly SelectedDisk[]; readonly diagnostics: readonly Diagnostic[] } {
	const diagnostics: Diagnostic[] = [];
	const selected = new Map<DiskInventory, SelectedDisk>();
	const partitionsOf = groupBy(layout.partitions, ({ diskId }) => diskId);
	for (const layoutDisk of layout.disks) {
		const matches = matchDisks(layoutDisk.selector, disks);
		const [disk] = matches;
		if (disk === undefined || matches.length > 1) {
			diagnostics.push(notOne(layoutDisk, matches, disks));
			continue;
		}
		const other = selected.get(disk);
		if (other !== undefined) {
			const message = `${layoutDisk.id} and ${other.layoutDisk.id} both mean ${describeDisk(disk)}`;
			diagnostics.push(diagnose('DISK_AMBIGUOUS', message));
			continue;
		}
		if (!isSameDisk(disk, disk)) {
			const message = `${describeDisk(disk)} has no serial number, WWN or link by which it could be found again`;
			diagnostics.push(diagnose('DISK_UNIDENTIFIED', message));
		}
		const twins = disks.filter((one) => one !== disk && isSameDisk(disk, one));
		if (twins.length > 0) {
			const message = `${describeDisks([disk, ...twins], ' and ')} cannot be told apart: they may be two paths to one disk`;
			diagnostics.push(diagnose('DISK_AMBIGUOUS', message));
			continue;
		}
		const own = partitionsOf.get(layoutDisk.id) ?? [];
		const partitions = own.toSorted((a, b) => a.startBytes - b.startBytes);
		selected.set(disk, { layoutDisk, disk, partitions, target: targetOf(layoutDisk, disk) });
		diagnostics.push(...fitProblems(layoutDisk, disk, partitions));
	}
	return { selected: [...selected.values()], diagnostics };
}

/** For example `/dev/sda (serial S1)`. */
export function describeDisk({ device, serial }: Pick<DiskInventory, 'device' | 'serial'>): string {
	return serial === '' ? device : `${device} (serial ${serial})`;
}

/** For example `serial S1, wwn 0x5000c500a0b1c2d3`; of links the first. */
function describeSelector({ serial, wwn, links, name, scsiAddress, hints }: DiskSelector): string {
	const given = { serial, wwn, link: links[0] ?? '', name, scsi_address: scsiAddress, ...hints };
	const said = Object.entries(given).filter(([, value]) => value !== '');
	return said.length === 0 ? 'nothing says which' : said.map(([key, value]) => `${key} ${value}`).join(', ');
}

/** The first of them, and how many more there are. */
function describeDisks(disks: readonly DiskInventory[], separator: string): string {
	const more = disks.length - MOST_NAMED;
	return [...disks.slice(0, MOST_NAMED).map(describeDisk), ...(more > 0 ? [`${more} more`] : [])].join(separator);
}

function targetOf(layoutDisk: LayoutDisk, disk: DiskInventory): SelectedDisk['target'] {
	const { serial, wwn, links, device, sizeBytes, logicalSectorBytes } = disk;
	return { id: layoutDisk.id, serial, wwn, links, device, sizeBytes, logicalSectorBytes };
}

/** A disk that is where the layout expects it, but is another one, is told apart from one that is gone. */
function notOne(
	{ id, selector, device }: LayoutDisk,
	matches: readonly DiskInventory[],
	disks: readonly DiskInventory[],
): Diagnostic {
	if (matches.length > 1) {
		return diagnose(
			'DISK_AMBIGUOUS',
			`${id} (${describeSelector(selector)}) means ${describeDisks(matches, ' and ')}`,
			{ path: id },
		);
	}
	const unreadable = Object.entries(selector.hints).flatMap(([name, hint]) => {
		const problem = hintProblem(name, hint);
		return problem === undefined ? [] : [`${name} must ${problem}`];
	});
	if (unreadable.length > 0) {
		const message = `${id} is chosen by a hint that cannot be read: ${unreadable.join('; ')}`;
		return diagnose('DISK_NOT_FOUND', message, { path: id });
	}
	const missedBy = readSelector(selector);
	const changed = disks.find((disk) => isInPlaceOf({ selector, device, wrong: missedBy(disk) }, disk));
	if (changed === undefined) {
		const there = disks.length === 0 ? 'the machine has no disk' : `there are ${describeDisks(disks, ', ')}`;
		return diagnose('DISK_NOT_FOUND', `No disk is the one ${id} means (${describeSelector(selector)}): ${there}`, {
			path: id,
		});
	}
	const wrong = missedBy(changed)
		.filter((name) => name === 'serial' || name === 'wwn')
		.map((name) => {
			const has = name === 'serial' ? changed.serial : changed.wwn;
			return has === '' ? `no ${name}` : `${name} ${has}`;
		});
	const expected = selector.serial === '' ? `WWN ${selector.wwn}` : `serial ${selector.serial}`;
	return diagnose(
		'DISK_CHANGED',
		`In place of ${id} (${expected}) there is ${changed.device} with ${wrong.join(', ')}`,
		{ path: id },
	);
}

function isInPlaceOf(
	{ selector, device, wrong }: Pick<LayoutDisk, 'selector' | 'device'> & { readonly wrong: readonly string[] },
	disk: DiskInventory,
): boolean {
	const isOther = wrong.includes('serial') || wrong.includes('wwn');
	const isLinked = selector.links.length > 0 && !wrong.includes('links');
	const isOneOfTwo =
		selector.serial !== '' && selector.wwn !== '' && !(wrong.includes('serial') && wrong.includes('wwn'));
	const isNamed = disk.device === device || (selector.name !== '' && !wrong.includes('name'));
	return isOther && (isLinked || isOneOfTwo || isNamed);
}

function fitProblems(
	layoutDisk: LayoutDisk,
	disk: DiskInventory,
	partitions: readonly LayoutPartition[],
): readonly Diagnostic[] {
	const { sizeBytes, logicalSectorBytes } = disk;
	const last = sizeBytes - (layoutDisk.table === 'gpt' ? GPT_ENTRIES_BYTES + logicalSectorBytes : 0);
	const end = Math.max(0, ...partitions.map((partition) => partition.startBytes + partition.sizeBytes));
	return [
		...(end > last
			? [diagnose('DISK_TOO_SMALL', `${describeDisk(disk)} ends ${end - last} bytes before the last partition of it`)]
			: []),
		...partitions
			.filter((partition) => (partition.startBytes + partition.sizeBytes) % Math.max(1, logicalSectorBytes) !== 0)
			.map(({ id }) => diagnose('PARTITION_MISPLACED', `${id} ends within a sector of ${logicalSectorBytes} bytes`)),
	];
}

/** Neighbours in a list ordered by start that share room. */
export function overlapping<Region extends { readonly startBytes: number; readonly sizeBytes: number }>(
	regions: readonly Region[],
): readonly (readonly [Region, Region])[] {
	return regions.slice(1).flatMap((region, index) => {
		const before = regions[index];
		return before !== undefined && before.startBytes + before.sizeBytes > region.startBytes
			? [[before, region] as const]
			: [];
	});
}
