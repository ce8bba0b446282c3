/** Where the boot sector looks for the rest of GRUB: a sector number, 8 bytes, little-endian. */
const CORE_SECTOR_OFFSET = 0x5c;
const GRUB_WORD = Buffer.from('GRUB');
/** What the first sector of the rest says while it loads the others. */
const CORE_WORD = Buffer.from('loading');
const BOOT_SIGNATURE = 0xaa55;
const SIGNATURE_OFFSET = 510;

/** Sector of the rest of GRUB that the boot sector of a disk names; undefined where it is no boot sector of GRUB. */
export function coreSector(bootSector: Buffer): bigint | undefined {
	const isBootSector = bootSector.length >= 512 && bootSector.readUInt16LE(SIGNATURE_OFFSET) === BOOT_SIGNATURE;
	return isBootSector && bootSector.includes(GRUB_WORD) ? bootSector.readBigUInt64LE(CORE_SECTOR_OFFSET) : undefined;
}

/** Whether this is how the rest of GRUB begins. */
export function isCoreStart(sector: Buffer): boolean {
	return sector.includes(CORE_WORD);
}
