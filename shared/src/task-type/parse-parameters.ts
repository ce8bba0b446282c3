import type { z } from 'zod';
import type { JsonObject, TaskType } from '../model/task.js';
import { type ParameterProblem, problemsOf } from './parameter-problem.js';
import { handedOutSchemas } from './parameter-schemas.js';

/** What an executor is given: defaults filled in, modes as numbers. */
export type ParametersOf<Type extends TaskType> = z.output<(typeof handedOutSchemas)[Type]>;

/** The parameters as their type reads them, or every problem. */
export type ParsedParameters<Type extends TaskType> =
	| { readonly parameters: ParametersOf<Type> }
	| { readonly problems: readonly ParameterProblem[] };

/** Reads parameters as they are handed out: every value is known, files of the controller are blobs. */
export function parseParameters<Type extends TaskType>(type: Type, parameters: JsonObject): ParsedParameters<Type> {
	const written = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
	const parsed = handedOutSchemas[type].safeParse(written);
	return parsed.success
		? { parameters: parsed.data as ParametersOf<Type> }
		: { problems: problemsOf(parsed.error, written) };
}
