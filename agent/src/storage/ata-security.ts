/** What `hdparm -I` says of the security of a disk. */
export interface AtaSecurity {
	readonly isSupported: boolean;
	readonly isEnabled: boolean;
	readonly isLocked: boolean;
	readonly isFrozen: boolean;
	readonly hasEnhancedErase: boolean;
	/** What the disk says it takes; 0 where it says nothing. */
	readonly eraseMinutes: number;
}

/** Lines below `Security:`; one that begins with `not` denies what it names. */
export function parseAtaSecurity(text: string): AtaSecurity {
	const start = text.indexOf('\nSecurity:');
	const section = start < 0 ? '' : text.slice(start + 1);
	const has = (word: string) => new RegExp(`^\\t\\s*${word}\\s*$`, 'm').test(section.replaceAll(/^\tnot\t.*$/gm, ''));
	const minutes = [...section.matchAll(/(\d+)min for (?:ENHANCED )?SECURITY ERASE UNIT/g)].map(([, value]) =>
		Number(value),
	);
	return {
		isSupported: has('supported'),
		isEnabled: has('enabled'),
		isLocked: has('locked'),
		isFrozen: has('frozen'),
		hasEnhancedErase: has('supported: enhanced erase'),
		eraseMinutes: Math.max(0, ...minutes),
	};
}

/** Why a disk cannot erase itself, with what to do about it; undefined where it can. */
export function ataProblem({ isSupported, isEnabled, isLocked, isFrozen }: AtaSecurity): string | undefined {
	if (!isSupported) {
		return 'it has no secure erase: choose zero or discard';
	}
	if (isFrozen) {
		return 'its security is frozen by the firmware: suspend and wake the machine, or unplug and plug the disk, then try again';
	}
	if (isLocked || isEnabled) {
		return 'it is protected by a password that somebody set: take it off with `hdparm --security-disable` first';
	}
	return undefined;
}
