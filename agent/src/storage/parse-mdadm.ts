/** What `mdadm --detail --export` or `--examine --export` says. Unknown text is '', an unknown number 0. */
export interface RaidFacts {
	/** For example raid1. */
	readonly level: string;
	/** Members that are not spares. */
	readonly devices: number;
	/** For example 1.2. */
	readonly metadata: string;
	/** In groups of 8 digits with colons. */
	readonly uuid: string;
	/** Devices by their role: a number, or `spare`. */
	readonly members: ReadonlyMap<string, string>;
}

/** Values may be quoted; member lines are `MD_DEVICE_dev_sda1_ROLE=0` and `MD_DEVICE_dev_sda1_DEV=/dev/sda1`. */
export function parseMdadm(text: string): RaidFacts {
	const values = new Map(
		text.split('\n').flatMap((line) => {
			const at = line.indexOf('=');
			return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1).replace(/^'(.*)'$/, '$1')] as const];
		}),
	);
	const members = new Map<string, string>();
	for (const [name, device] of values) {
		const key = /^(MD_DEVICE_.*)_DEV$/.exec(name)?.[1];
		if (key !== undefined) {
			members.set(device, values.get(`${key}_ROLE`) ?? '');
		}
	}
	const valueOf = (name: string) => values.get(name) ?? '';
	return {
		level: valueOf('MD_LEVEL'),
		devices: Number(valueOf('MD_DEVICES') || 0),
		metadata: valueOf('MD_METADATA'),
		uuid: valueOf('MD_UUID'),
		members,
	};
}
