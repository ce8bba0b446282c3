import type { Call } from './call.js';

const BYTES_PER_CHARACTER = 2;
/** A line or another part that is put together, however short it is. */
const STEPS_PER_PART = 1 / 4;
const BYTES_PER_STEP = 4;
/** Facts as they are: at most 30 MB of text. */
const FACTS_BYTES_PER_STEP = 100;

/** What writing a text document costs, part by part. */
export class DocumentPrice {
	readonly #call: Call;
	#isInFacts = false;

	constructor(call: Call) {
		this.#call = call;
	}

	/** Parts of a value that `work` writes; facts that are written for the first time cost little. */
	within(value: object, work: () => void): void {
		if (this.#isInFacts || !this.#call.run.takeFacts('written', value)) {
			work();
			return;
		}
		this.#isInFacts = true;
		work();
		this.#isInFacts = false;
	}

	pay(characters: number): void {
		const bytes = BYTES_PER_CHARACTER * characters;
		this.#call.reserve(bytes);
		this.#call.charge(this.#isInFacts ? bytes / FACTS_BYTES_PER_STEP : STEPS_PER_PART + bytes / BYTES_PER_STEP);
	}
}
