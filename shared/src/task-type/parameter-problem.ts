import type { z } from 'zod';

/** Steps from the parameters of a task to a value in them, for example `['files', 0, 'dst']`. */
export type ParameterPath = readonly (string | number)[];

/** One thing about the parameters of a task that does not fit its type. */
export interface ParameterProblem {
	readonly path: ParameterPath;
	/** Nothing stands there. */
	readonly isMissing: boolean;
	/** What it must be, for example "must be a path". */
	readonly message: string;
}

/** For example `parameters.files[0].dst: must be a path`. */
export function describeProblem({ path, message, isMissing }: ParameterProblem): string {
	return `${showPath(path)}: ${isMissing ? 'is missing; it ' : ''}${message}`;
}

export function showPath(path: ParameterPath): string {
	return path.reduce<string>(
		(shown, step) => shown + (typeof step === 'number' ? `[${step}]` : `.${step}`),
		'parameters',
	);
}

/** Every problem of a failed reading of a value. */
export function problemsOf(error: z.ZodError, value: unknown): readonly ParameterProblem[] {
	return error.issues.map((issue) => {
		const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
		return { path, isMissing: valueAt(value, path) === undefined, message: issue.message };
	});
}

/** The value at the end of a path; undefined when the way ends before. */
export function valueAt(value: unknown, path: ParameterPath): unknown {
	return path.reduce<unknown>(
		(found, step) => (typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined),
		value,
	);
}
