import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import { holdersOf, realSignatures } from './current-content.js';
import type { GraphItem } from './layout-graph.js';
import type { MakingInput } from './made-items.js';
import { RAID_SIGNATURE } from './missing-members.js';

/** What blkid calls what lies on something. */
const SIGNATURES: Readonly<Partial<Record<GraphItem['kind'], string>>> = {
	raid: RAID_SIGNATURE,
	physical_volume: 'LVM2_member',
	encryption: 'crypto_LUKS',
	cache: 'bcache',
};

/** A kept item and the signature that what lies on it must have. */
export interface ExpectedSignature {
	readonly onId: LayoutItemId;
	readonly type: string;
}

/** Signatures that kept items stand for, by what they lie on. */
export function expectedSignatures({ graph, kept }: Pick<MakingInput, 'graph' | 'kept'>): readonly ExpectedSignature[] {
	const types = new Map(graph.layout.fileSystems.map(({ id, type }) => [id, type as string]));
	return [...graph.items.values()]
		.filter(({ item }) => kept.has(item.id))
		.flatMap(({ kind, item, below }) => {
			const type = types.get(item.id) ?? SIGNATURES[kind];
			// A member that an array lacks is made anew.
			return type === undefined ? [] : below.filter((onId) => kept.has(onId)).map((onId) => ({ onId, type }));
		});
}

/** What is to be kept and is not what the layout says. What cannot be seen now is looked at before anything is written. */
export function contentProblems(input: MakingInput): readonly Diagnostic[] {
	const { graph, places, states } = input;
	return expectedSignatures(input).flatMap(({ onId, type }) => {
		const content = places.contentOf(onId);
		if (content === undefined) {
			const disks = new Set(graph.disksOf(onId));
			const isVisible = states.some(
				({ layoutDisk, disk }) => disks.has(layoutDisk.id) && holdersOf(disk.content).length > 0,
			);
			const isVolume = graph.items.get(onId)?.kind !== 'partition';
			return isVolume && isVisible ? [diagnose('KEPT_NOT_FOUND', `${onId} is to be kept and is not there`)] : [];
		}
		const found = realSignatures(content.signatures).map((signature) => signature.type);
		if (found.includes(type)) {
			return [];
		}
		const there = found.length === 0 ? 'nothing that is known' : found.join(', ');
		return [diagnose('KEPT_NOT_FOUND', `${onId} is to be kept with ${type} on it and holds ${there}`)];
	});
}
