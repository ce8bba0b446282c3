import type { PartitionPurpose } from './layout.js';

const LINUX_DATA = '0fc63daf-8483-4772-8e79-3d69d8477de4';

/** GPT type of a partition by what it is for, unless a schema names another. */
export const PARTITION_TYPE_GUIDS: Readonly<Record<PartitionPurpose, string>> = {
	bios_boot: '21686148-6449-6e6f-744e-656564454649',
	esp: 'c12a7328-f81f-11d2-ba4b-00a0c93ec93b',
	boot: LINUX_DATA,
	data: LINUX_DATA,
	swap: '0657fd6d-a4ab-43c4-84e5-0933c84b4f4f',
	physical_volume: 'e6d6d379-f507-44c2-a23c-238f2a3df928',
	raid_member: 'a19d880f-05fc-4d3b-a006-743f0f84911e',
	encrypted: 'ca7d7ccb-63ed-4c53-861c-1742536059cc',
	cache: LINUX_DATA,
	configdrive: LINUX_DATA,
	reserved: LINUX_DATA,
	extended: LINUX_DATA,
};

/** Type of a partition under an msdos table, two hexadecimal digits. */
export const PARTITION_TYPE_CODES: Readonly<Record<PartitionPurpose, string>> = {
	bios_boot: 'da',
	esp: 'ef',
	boot: '83',
	data: '83',
	swap: '82',
	physical_volume: '8e',
	raid_member: 'fd',
	encrypted: '83',
	cache: '83',
	configdrive: '83',
	reserved: '83',
	extended: '05',
};

/** How types are written, by the table they are in. */
export const PARTITION_TYPES = {
	gpt: { pattern: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, expected: 'a GUID' },
	msdos: { pattern: /^[0-9a-f]{2}$/, expected: 'two hexadecimal digits' },
} as const;

/** A type as tables have it, in lower case; undefined where it is none. */
export function partitionType(written: string, table: 'gpt' | 'msdos' | 'none'): string | undefined {
	const type = written.toLowerCase();
	return PARTITION_TYPES[table === 'msdos' ? 'msdos' : 'gpt'].pattern.test(type) ? type : undefined;
}
