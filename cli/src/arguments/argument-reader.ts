import { parseDurationSeconds } from './duration.js';

/** Values as the command line had them: text, several texts, or true for a switch. */
export type RawOptions = Readonly<Record<string, string | readonly string[] | true | undefined>>;

interface Bounds {
	readonly minimum: number;
	readonly maximum: number;
}

/** Reads typed values and collects every problem instead of stopping at the first. */
export class ArgumentReader {
	readonly problems: string[] = [];
	readonly #positionals: Readonly<Record<string, readonly string[]>>;
	readonly #options: RawOptions;

	constructor(positionals: Readonly<Record<string, readonly string[]>>, options: RawOptions) {
		this.#positionals = positionals;
		this.#options = options;
	}

	/** A positional; the empty string when it is optional and absent. */
	positional(name: string): string {
		return this.#positionals[name]?.[0] ?? '';
	}

	/** All values of a variadic positional. */
	positionals(name: string): readonly string[] {
		return this.#positionals[name] ?? [];
	}

	flag(name: string): boolean {
		return this.#options[name] === true;
	}

	text(name: string): string | undefined {
		const value = this.#options[name];
		if (value === '') {
			this.problems.push(`--${name} must not be empty`);
		}
		return typeof value === 'string' ? value : undefined;
	}

	/** A value that cannot be left out. */
	requiredText(name: string): string {
		const value = this.text(name);
		if (value === undefined) {
			this.problems.push(`--${name} is required`);
		}
		return value ?? '';
	}

	/** Values separated by commas; undefined when absent. */
	list(name: string): readonly string[] | undefined {
		return this.text(name)
			?.split(',')
			.map((item) => item.trim())
			.filter((item) => item !== '');
	}

	/** All values of an option that may be given again. */
	texts(name: string): readonly string[] {
		const value = this.#options[name];
		const values = typeof value === 'object' ? value : [];
		if (values.includes('')) {
			this.problems.push(`--${name} must not be empty`);
		}
		return values;
	}

	integer(name: string, bounds: Bounds): number | undefined {
		const value = this.text(name);
		if (value === undefined) {
			return undefined;
		}
		const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
		if (number >= bounds.minimum && number <= bounds.maximum) {
			return number;
		}
		this.problems.push(`--${name} takes a whole number from ${bounds.minimum} to ${bounds.maximum}, not '${value}'`);
		return undefined;
	}

	durationSeconds(name: string, bounds: Bounds): number | undefined {
		const value = this.text(name);
		if (value === undefined) {
			return undefined;
		}
		const seconds = parseDurationSeconds(value);
		if (seconds !== undefined && seconds >= bounds.minimum && seconds <= bounds.maximum) {
			return seconds;
		}
		this.problems.push(
			`--${name} takes a duration such as 90s, 15m, 1h or 7d (${bounds.minimum}s to ${bounds.maximum}s), not '${value}'`,
		);
		return undefined;
	}

	choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
		const value = this.text(name);
		if (value === undefined) {
			return undefined;
		}
		const chosen = choices.find((choice) => choice === value);
		if (chosen === undefined) {
			this.problems.push(`--${name} takes one of ${choices.join(', ')}, not '${value}'`);
		}
		return chosen;
	}
}
