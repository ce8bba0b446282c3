import picocolors from 'picocolors';

/** What a piece of text is, rather than what colour it has. */
export type Tone = 'plain' | 'strong' | 'dim' | 'good' | 'bad' | 'warn' | 'active';

export interface Symbols {
	readonly ellipsis: string;
	readonly arrow: string;
	readonly dot: string;
	readonly cross: string;
	readonly check: string;
	readonly barFull: string;
	readonly barEmpty: string;
	/** Joins the tasks of a chain. */
	readonly then: string;
}

/** How a view looks: colours, symbols, width and time zone. */
export interface Style {
	readonly paint: Readonly<Record<Tone, (text: string) => string>>;
	readonly symbols: Symbols;
	/** Columns of the terminal; undefined when nothing needs to fit. */
	readonly columns: number | undefined;
	/** Wall clock that ages are counted from. */
	readonly nowMs: number;
	/** Minutes east of UTC at an instant. */
	readonly offsetMinutes: (atMs: number) => number;
}

export interface StyleOptions {
	readonly hasColour: boolean;
	readonly isUnicode: boolean;
	readonly columns: number | undefined;
	readonly nowMs: number;
	readonly offsetMinutes?: (atMs: number) => number;
}

const UNICODE: Symbols = {
	ellipsis: '…',
	arrow: '→',
	dot: '·',
	cross: '✗',
	check: '✓',
	barFull: '━',
	barEmpty: '─',
	then: ' → ',
};
const ASCII: Symbols = {
	ellipsis: '...',
	arrow: '->',
	dot: '-',
	cross: 'x',
	check: '*',
	barFull: '#',
	barEmpty: '.',
	then: ' -> ',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether to colour: NO_COLOR wins, then FORCE_COLOR and CLICOLOR_FORCE, then whether it is a terminal that can. */
export function wantsColour(environment: Environment, isTerminal: boolean): boolean {
	if (isSet(environment['NO_COLOR'])) {
		return false;
	}
	const forced = environment['FORCE_COLOR'] ?? environment['CLICOLOR_FORCE'];
	if (isSet(forced)) {
		return forced !== '0' && forced !== 'false';
	}
	return isTerminal && environment['TERM'] !== 'dumb';
}

/** Whether the locale can show more than ASCII. */
export function isUnicodeLocale(environment: Environment): boolean {
	const locale = [environment['LC_ALL'], environment['LC_CTYPE'], environment['LANG']].find(isSet) ?? '';
	return /utf-?8/i.test(locale);
}

export function makeStyle(options: StyleOptions): Style {
	const colours = picocolors.createColors(options.hasColour);
	return {
		paint: {
			plain: (text) => text,
			strong: colours.bold,
			dim: colours.dim,
			good: colours.green,
			bad: colours.red,
			warn: colours.yellow,
			active: colours.cyan,
		},
		symbols: options.isUnicode ? UNICODE : ASCII,
		columns: options.columns,
		nowMs: options.nowMs,
		offsetMinutes: options.offsetMinutes ?? ((atMs) => -new Date(atMs).getTimezoneOffset()),
	};
}

function isSet(value: string | undefined): value is string {
	return value !== undefined && value !== '';
}
