/** A kernel in the boot folder of an installed system. */
export interface InstalledKernel {
	/** As `uname -r` says. */
	readonly version: string;
	/** Names in the boot folder; of the initramfs '' where there is none. */
	readonly kernelName: string;
	readonly initramfsName: string;
}

/** Names of initial file systems by version: Debian's, that of RHEL and Fedora, that of SUSE. */
const initramfsNames = (version: string) => [
	`initrd.img-${version}`,
	`initramfs-${version}.img`,
	`initrd-${version}`,
	`initramfs-${version}`,
];

/** The kernels among the names of a boot folder, the newest first; those for rescue last. */
export function installedKernels(names: readonly string[]): readonly InstalledKernel[] {
	const present = new Set(names);
	return names
		.flatMap((kernelName) => {
			const version = /^vmlinuz-(.+)$/.exec(kernelName)?.[1];
			const isLeft = version === undefined || /\.(?:old|hmac|bak|dpkg-\w+|rpm\w+)$/.test(version);
			if (isLeft) {
				return [];
			}
			const initramfsName = initramfsNames(version).find((name) => present.has(name)) ?? '';
			return [{ version, kernelName, initramfsName }];
		})
		.toSorted((a, b) => rank(a) - rank(b) || compareVersions(b.version, a.version));
}

function rank({ version }: InstalledKernel): number {
	return version.includes('rescue') ? 1 : 0;
}

/** Numbers within versions compare as numbers: 5.10 is newer than 5.9. */
function compareVersions(a: string, b: string): number {
	const [left, right] = [partsOf(a), partsOf(b)];
	for (let index = 0; index < Math.max(left.length, right.length); index++) {
		const [one = '', other = ''] = [left[index], right[index]];
		const difference = isNumber(one) && isNumber(other) ? Number(one) - Number(other) : comparePart(one, other);
		if (difference !== 0) {
			return difference;
		}
	}
	return 0;
}

function partsOf(version: string): readonly string[] {
	return version.match(/\d+|[A-Za-z]+|~/g) ?? [];
}

function isNumber(part: string): boolean {
	return /^\d+$/.test(part);
}

/** What comes before a release (rc, ~) is older than the release; a number is newer than a word. */
function comparePart(one: string, other: string): number {
	const weight = (part: string) => {
		if (part === '~' || /^(?:rc|alpha|beta|pre)$/.test(part)) {
			return 0;
		}
		if (part === '') {
			return 1;
		}
		return isNumber(part) ? 3 : 2;
	};
	return weight(one) - weight(other) || (one < other ? -1 : Number(one > other));
}
