/** A piece of a pattern that means something by itself. */
export interface PatternPart {
	readonly kind: 'escape' | 'class' | 'open' | 'close' | 'alternative' | 'repeat' | 'character';
	readonly text: string;
	readonly position: number;
}

/** Groups name their parts by kind; every text is covered, readable or not. */
const PARTS = new RegExp(
	[
		/(?<escape>\\.?)/,
		/(?<class>\[\^?\]?(?:\\.|[^\]\\])*\]?)/,
		/(?<open>\((?:\?(?:P?<\w+>|P?<[=!]?|P[=>]?|[a-zA-Z]*(?:-[a-zA-Z]*)?[:)]|[^a-zA-Z)])?)?)/,
		/(?<close>\))/,
		/(?<alternative>\|)/,
		/(?<repeat>[*+?]|\{(?:\d+(?:,\d*)?|,\d*)\})/,
		/(?<character>.)/,
	]
		.map(({ source }) => source)
		.join('|'),
	'gsu',
);

/** Cuts a pattern into its parts, whether it can be read as a whole or not. */
export function* walkPattern(pattern: string): Generator<PatternPart> {
	for (const { 0: text, index: position, groups = {} } of pattern.matchAll(PARTS)) {
		const kind = (Object.keys(groups) as PatternPart['kind'][]).find((name) => groups[name] !== undefined);
		yield { kind: kind ?? 'character', text, position };
	}
}

/** Whether a part begins a group that a later part closes; flags alone, as in `(?i)`, do not. */
export function opensGroup({ kind, text }: PatternPart): boolean {
	return kind === 'open' && !text.endsWith(')');
}
