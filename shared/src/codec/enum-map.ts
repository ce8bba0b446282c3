/** Both directions between our words and the numbers of the wire. */
export interface EnumMap<Word extends string> {
	encode(word: Word): number;
	/** Undefined for numbers that are unspecified or newer than this program. */
	decode(value: number): Word | undefined;
}

/** Pairs words with wire numbers; does not compile when a word is missing. */
export function enumMap<Word extends string>(table: Readonly<Record<Word, number>>): EnumMap<Word> {
	const words = new Map<number, Word>();
	for (const word of Object.keys(table) as Word[]) {
		words.set(table[word], word);
	}
	return {
		encode: (word) => table[word],
		decode: (value) => words.get(value),
	};
}
