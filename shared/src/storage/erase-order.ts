/**
 * How disks are erased. `metadata`: whatever is recognised, and the tables at both ends. `discard`: every block is given back to
 * the disk. `zero`: zeros are written everywhere. `secure`: the disk's own erase, of NVMe and ATA.
 */
export const ERASE_METHODS = ['metadata', 'discard', 'zero', 'secure'] as const;
export type EraseMethod = (typeof ERASE_METHODS)[number];

/** What of a machine is to be erased, and how. */
export interface EraseOrder {
	readonly method: EraseMethod;
	/** Serial numbers, WWNs, links or kernel names without /dev/; none for every disk. */
	readonly disks: readonly string[];
	/** Disks that are left alone, named in the same way. */
	readonly except: readonly string[];
}
