/** Erases everything the user wrote. */
const USER_DATA = 1;
/** Throws the key away with which the disk encrypts everything it stores. */
const CRYPTOGRAPHIC = 2;

const OACS_FORMAT = 1 << 1;
const FNA_CRYPTOGRAPHIC = 1 << 2;

/**
 * The secure erase setting of `nvme format` that a controller can do, the quickest first; undefined where it cannot format
 * (NVM Express base specification 2.0: OACS bit 1, FNA bit 2 of Identify Controller).
 */
export function nvmeEraseSetting(identifyJson: string): 1 | 2 | undefined {
	const { oacs = 0, fna = 0 } = JSON.parse(identifyJson) as { oacs?: number; fna?: number };
	if ((oacs & OACS_FORMAT) === 0) {
		return undefined;
	}
	return (fna & FNA_CRYPTOGRAPHIC) === 0 ? USER_DATA : CRYPTOGRAPHIC;
}
