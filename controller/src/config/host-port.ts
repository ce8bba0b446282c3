/** A listening address taken apart. */
export interface HostPort {
	/** With brackets around IPv6. */
	readonly host: string;
	readonly port: number;
	/** Whether it stands for every address of the machine, so that nobody can dial it. */
	readonly isAnywhere: boolean;
}

const ANYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '[::]', '[::0]', '[0:0:0:0:0:0:0:0]']);

/** Takes apart a HOST:PORT that was checked before. */
export function hostOf(address: string): HostPort {
	const colon = address.lastIndexOf(':');
	const host = address.slice(0, colon);
	return { host, port: Number(address.slice(colon + 1)), isAnywhere: ANYWHERE.has(host) };
}
