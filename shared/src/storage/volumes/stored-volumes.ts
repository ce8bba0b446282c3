import type { Diagnostic } from '../../model/diagnostic.js';
import { type ComputedVolumes, computeVolumes, type VolumeInputs } from './default-volumes.js';
import type { NodeVolumes } from './node-volumes.js';
import { type SimpleDisk, simpleDisksOf } from './simple-disks.js';
import { editsOf, type VolumeEdits } from './volume-edits.js';

/** Volumes of a node as they are stored. */
export interface StoredVolumes {
	readonly volumes: NodeVolumes;
	/** Digest of what they were computed from, without the edits. */
	readonly inputsDigest: string;
	readonly edits: VolumeEdits;
	/** Whether an operator changed anything. */
	readonly isModified: boolean;
}

/** New stored volumes, and what is wrong with them; they are stored even so, and not deployed. */
export interface RefreshedVolumes {
	readonly stored: StoredVolumes;
	readonly computed: ComputedVolumes;
	readonly diagnostics: readonly Diagnostic[];
}

const NO_EDITS: VolumeEdits = { volumes: [] };

/**
 * Volumes after the roles, the disks or the release of a node may have changed: the edits of its operator stay, everything
 * else follows. Undefined when nothing changed. `digest` makes a short text of a long one.
 */
export function refreshVolumes(
	stored: StoredVolumes | undefined,
	inputs: VolumeInputs,
	digest: (text: string) => string,
): RefreshedVolumes | undefined {
	const inputsDigest = digest(inputsText(inputs));
	return stored?.inputsDigest === inputsDigest ? undefined : store(inputs, stored?.edits ?? NO_EDITS, inputsDigest);
}

/** Volumes after an operator wrote what is to be on the disks; what equals the defaults is no edit. */
export function editVolumes(
	written: readonly SimpleDisk[],
	inputs: VolumeInputs,
	digest: (text: string) => string,
): RefreshedVolumes {
	const defaults = simpleDisksOf(computeVolumes(inputs).volumes);
	return store(inputs, editsOf(defaults, written), digest(inputsText(inputs)));
}

function store(inputs: VolumeInputs, edits: VolumeEdits, inputsDigest: string): RefreshedVolumes {
	const isModified = edits.volumes.length > 0 || edits.bootDiskId !== undefined;
	const computed = computeVolumes(inputs, isModified ? edits : undefined);
	const { volumes, diagnostics } = computed;
	return { stored: { volumes, inputsDigest, edits, isModified }, computed, diagnostics };
}

/** One text for equal inputs: disks by name; everything else counts in its order. */
function inputsText(inputs: VolumeInputs): string {
	const disks = [...inputs.disks].sort((a, b) => (a.name < b.name ? -1 : 1));
	const { metadata, ramMib, roles, hasImagesInCeph } = inputs;
	return JSON.stringify([metadata, disks, ramMib, roles, hasImagesInCeph]);
}
