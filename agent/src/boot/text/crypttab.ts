import { withMarkedBlock } from './marked-block.js';

/** A LUKS volume that is opened when the machine starts. */
export interface OpenedVolume {
	/** Below /dev/mapper. */
	readonly name: string;
	/** Of the LUKS header. */
	readonly uuid: string;
}

/** The crypttab: each volume by the UUID of its header; its passphrase is asked for at the console. */
export function crypttabText(present: string, volumes: readonly OpenedVolume[]): string {
	const ordered = volumes.toSorted((a, b) => (a.name < b.name ? -1 : 1));
	const names = new Set(volumes.map(({ name }) => name));
	return withMarkedBlock(
		present,
		ordered.map(({ name, uuid }) => `${name} UUID=${uuid} none luks,discard`),
		(line) => names.has(line.trim().split(/\s+/)[0] ?? ''),
	);
}
