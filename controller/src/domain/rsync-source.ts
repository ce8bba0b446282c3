/** Folders of the controller by the `rsync://` address, or the beginning of one, that stands for them. */
export type RsyncFolders = Readonly<Record<string, string>>;

/** What an address stands for. */
export interface RsyncSource {
	/** Nothing outside of it may be read. */
	readonly folder: string;
	readonly path: string;
}

/**
 * The place on the controller's disk that a source of a `sync` task means; undefined when the address is none of the
 * controller's. The longest beginning wins; it ends where a step of the path does.
 */
export function findRsyncSource(source: string, folders: RsyncFolders): RsyncSource | undefined {
	const [prefix] = Object.keys(folders)
		.filter((candidate) => source === candidate || source.startsWith(candidate.replace(/\/*$/, '/')))
		.toSorted((a, b) => b.length - a.length);
	if (prefix === undefined) {
		return undefined;
	}
	const folder = (folders[prefix] ?? '').replace(/(.)\/+$/, '$1');
	const rest = source.slice(prefix.replace(/\/*$/, '').length);
	return { folder, path: folder + rest };
}
