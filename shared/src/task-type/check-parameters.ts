import type { JsonObject, TaskType } from '../model/task.js';
import { type ParameterPath, type ParameterProblem, problemsOf, valueAt } from './parameter-problem.js';
import { writtenSchemas } from './parameter-schemas.js';

/**
 * Every problem of parameters as a release writes them or a plan holds them. A value that is known only later
 * (`isKnownLater`; expressions when absent) is no problem yet, and nothing below it is.
 */
export function checkParameters(
	type: TaskType,
	parameters: JsonObject,
	isKnownLater: (value: unknown) => boolean = isExpression,
): readonly ParameterProblem[] {
	if (isKnownLater(parameters)) {
		return [];
	}
	const written = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
	const parsed = writtenSchemas[type].safeParse(written);
	const isDue = ({ path }: ParameterProblem): boolean => !valuesOnTheWay(written, path).some(isKnownLater);
	return parsed.success ? [] : problemsOf(parsed.error, written).filter(isDue);
}

/** Whether a value is to be computed from facts: a mapping with the key `yaql_exp` (reference: task graph, section 1.3). */
export function isExpression(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, 'yaql_exp');
}

function valuesOnTheWay(value: unknown, path: ParameterPath): readonly unknown[] {
	return path.map((_, index) => valueAt(value, path.slice(0, index + 1)));
}
