const WITHOUT_REPLAY: Readonly<Record<string, string>> = {
	ext3: 'ro,noload',
	ext4: 'ro,noload',
	xfs: 'ro,norecovery,nouuid',
};

/** How a file system is mounted to look at it: a journal is not replayed, for that would write. */
export function readOnlyOptions(type: string): string {
	return WITHOUT_REPLAY[type] ?? 'ro';
}
