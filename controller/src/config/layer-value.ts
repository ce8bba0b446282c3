/** One value somebody set. */
export interface LayerValue {
	readonly path: string;
	readonly value: unknown;
	/** For people, for example `/etc/stoker/stokerd.yaml:3`. */
	readonly origin: string;
	readonly file?: string;
	readonly line?: number;
	readonly column?: number;
}
