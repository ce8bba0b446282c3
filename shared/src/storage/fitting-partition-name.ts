/** GPT keeps no longer names, counted in UTF-16. */
const MAX_LENGTH = 36;

/** A name as a GUID partition table can hold it, cut between characters. */
export function fittingPartitionName(name: string): string {
	let fitting = '';
	for (const character of name) {
		if (fitting.length + character.length > MAX_LENGTH) {
			break;
		}
		fitting += character;
	}
	return fitting;
}
