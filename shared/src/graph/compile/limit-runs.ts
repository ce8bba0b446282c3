import type { JsonObject, JsonValue } from '../../model/task.js';

/** How many runs of one task may be at once; undefined is any number. */
export interface StrategyLimit {
	readonly limit: number | undefined;
	/** What cannot be meant. */
	readonly problem?: string;
}

/** Reads `strategy` of a task's parameters (reference, section 1.4). */
export function readStrategy(parameters: JsonObject): StrategyLimit {
	const strategy = parameters['strategy'];
	if (strategy === undefined || strategy === null) {
		return { limit: undefined };
	}
	if (typeof strategy !== 'object' || isList(strategy)) {
		return { limit: undefined, problem: `expected a mapping with a type, found ${JSON.stringify(strategy)}` };
	}
	const { type = null, amount = null } = strategy;
	if (type === 'one_by_one') {
		return { limit: 1 };
	}
	return type === 'parallel'
		? readAmount(amount)
		: { limit: undefined, problem: `there is no type ${JSON.stringify(type)}` };
}

function readAmount(amount: JsonValue): StrategyLimit {
	if (amount === null || amount === 0) {
		return { limit: undefined };
	}
	if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 0) {
		return { limit: undefined, problem: `expected an amount of 0 or more, found ${JSON.stringify(amount)}` };
	}
	return { limit: amount };
}

function isList(value: JsonValue): value is readonly JsonValue[] {
	return Array.isArray(value);
}
