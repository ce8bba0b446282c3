import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { DiskInventory, HolderContent, PartitionContent, SignatureContent } from '../inventory.js';
import { allHolders, holdersOf } from './current-content.js';
import type { DiskState } from './disk-state.js';
import { RAID_SIGNATURE } from './missing-members.js';
import { describeDisk } from './select-disks.js';

/** Mount points without which the running system does not go on, live images among them. */
const SYSTEM_MOUNT = /^\/(?:$|(?:boot|efi|etc|home|opt|root|usr|var)(?:\/|$)|(?:run|lib\/live|cdrom)\/)/;

/** File systems that several machines have mounted at once: one of them cannot know that nobody uses it. */
const SHARED_SIGNATURES: ReadonlySet<string> = new Set([
	'VMFS',
	'VMFS_volume_member',
	'gfs',
	'gfs2',
	'gpfs',
	'ocfs',
	'ocfs2',
	'ceph_bluestore',
	'drbd',
]);

/** Partitions of VMFS, VMware diagnostics and GPFS, which carry no signature that everybody knows. */
const SHARED_TYPES: ReadonlySet<string> = new Set([
	'aa31e02a-400f-11db-9590-000c2911d1b8',
	'9d275380-40ad-11db-bf97-000c2911d1b8',
	'37affc90-ef7d-4e96-91c3-2d7ae055b174',
]);

/** Holders that may have members on several disks. */
const SPANNING: ReadonlySet<HolderContent['kind']> = new Set(['md', 'lvm', 'bcache']);

export interface GuardRails {
	readonly states: readonly DiskState[];
	readonly allDisks: readonly DiskInventory[];
	/** What stands on the places of refilled disks that are made anew. */
	readonly refilled: readonly { readonly state: DiskState; readonly holders: readonly HolderContent[] }[];
	readonly consents: readonly string[];
}

/** Why disks may not be touched: the running system, other machines, or other disks need what is on them. */
export function guardProblems({ states, allDisks, refilled, consents }: GuardRails): readonly Diagnostic[] {
	const rewritten = states.filter(isRewritten);
	const affected = [
		...rewritten.map((state) => ({ state, holders: holdersOf(state.disk.content) })),
		...refilled.filter(({ state }) => !isRewritten(state)),
	];
	return [
		...affected.flatMap(({ state, holders }) => inUse(state, holders)),
		...rewritten.flatMap((state) => sharedSignatures(state, consents)),
		...spanningProblems(rewritten, states, allDisks),
	];
}

/** Whether the running system does not go on without what is mounted there. */
export function isSystemMount(mountPoint: string): boolean {
	return SYSTEM_MOUNT.test(mountPoint);
}

export function isRewritten({ change }: DiskState): boolean {
	return change === 'rebuilt' || change === 'emptied';
}

function inUse({ disk }: DiskState, holders: readonly HolderContent[]): readonly Diagnostic[] {
	const mounts = allHolders(holders).filter(({ kind, name }) => kind === 'mount' && isSystemMount(name));
	const names = [...new Set(mounts.map(({ name }) => name))];
	return names.length === 0
		? []
		: [diagnose('DISK_IN_USE', `${describeDisk(disk)} carries ${names.join(', ')} of the running system`)];
}

function sharedSignatures({ disk, lost }: DiskState, consents: readonly string[]): readonly Diagnostic[] {
	const hasConsent = [disk.serial, disk.wwn].some((name) => name !== '' && consents.includes(name));
	const signatures: readonly SignatureContent[] = [
		...disk.content.signatures,
		...lost.flatMap((partition) => partition.signatures),
	];
	const found = [
		...signatures.map(({ type }) => type).filter((type) => SHARED_SIGNATURES.has(type)),
		...lost.map(({ typeGuid }) => typeGuid.toLowerCase()).filter((type) => SHARED_TYPES.has(type)),
	];
	return hasConsent || found.length === 0
		? []
		: [diagnose('DISK_SHARED', `${describeDisk(disk)} holds ${[...new Set(found)].join(', ')}`)];
}

function spanningProblems(
	rewritten: readonly DiskState[],
	states: readonly DiskState[],
	allDisks: readonly DiskInventory[],
): readonly Diagnostic[] {
	const elsewhere = new Map<string, string>();
	const note = (content: SpannedContent, where: string) => {
		for (const name of spannedNames(content)) {
			elsewhere.set(name, where);
		}
	};
	const stateOf = new Map(states.map((state) => [state.disk, state]));
	for (const disk of allDisks) {
		const state = stateOf.get(disk);
		if (state === undefined || !isRewritten(state)) {
			[disk.content, ...disk.content.table.partitions].forEach((content) => note(content, describeDisk(disk)));
			continue;
		}
		for (const partition of state.kept.values()) {
			note(partition, `a kept partition of ${describeDisk(disk)}`);
		}
	}
	return rewritten.flatMap(({ disk, lost }) => {
		const names = new Set([disk.content, ...lost].flatMap(spannedNames));
		// One that was started is told by its name alone.
		const shared = [...names].filter((name) => elsewhere.has(name));
		const started = shared.filter((name) => name.startsWith('/'));
		return (started.length > 0 ? started : shared).map((name) =>
			diagnose('HOLDER_SHARED', `${name} on ${describeDisk(disk)} also lies on ${elsewhere.get(name) ?? ''}`),
		);
	});
}

type SpannedContent = Pick<PartitionContent, 'signatures' | 'holders'>;

/** What may have parts on other disks: what was started by its device, arrays that nobody started by their UUID. */
function spannedNames({ signatures, holders }: SpannedContent): readonly string[] {
	return [
		...allHolders(holders).flatMap(({ kind, name }) => (SPANNING.has(kind) ? [name] : [])),
		...signatures.flatMap(({ type, uuid }) => (type === RAID_SIGNATURE && uuid !== '' ? [`the array ${uuid}`] : [])),
	];
}
