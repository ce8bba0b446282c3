import type { JsonObject, JsonValue } from '../model/task.js';
import type { Expression } from './expression.js';
import { ExpressionError } from './expression-error.js';
import { parseExpression } from './parse-expression.js';

const ACTIONS = ['disable', 'hide', 'enable', 'none'] as const;

/** What a restriction does to the thing that carries it while its condition holds. */
export type RestrictionAction = (typeof ACTIONS)[number];

/** A condition on a setting, a role or another choice, with what follows from it. */
export interface Restriction {
	readonly condition: Expression;
	/** For whoever runs into it. */
	readonly message: string | undefined;
	readonly action: RestrictionAction;
	/** Whether a path that leads nowhere is an error; otherwise it counts as null. */
	readonly strict: boolean;
}

/** A part of a restriction that cannot be used. */
export interface RestrictionProblem {
	/** Of the part within the restriction: `condition`, or empty for the whole. */
	readonly path: string;
	readonly problem: string;
	/** Where in the text of the condition; undefined when it is no matter of a place. */
	readonly position: number | undefined;
}

/** A restriction, or everything that is wrong with it. */
export type ParsedRestriction =
	| { readonly restriction: Restriction; readonly problems: readonly [] }
	| { readonly restriction: undefined; readonly problems: readonly RestrictionProblem[] };

const FORMS = 'a condition, a map of one condition to a message, or a map with "condition"';

/**
 * Reads a restriction in any of its three forms: a condition, one condition mapped to its message, or a map of
 * `condition`, `message`, `action` (disable unless written) and `strict` (true unless written). Other fields are free.
 */
export function parseRestriction(written: JsonValue): ParsedRestriction {
	if (typeof written === 'string') {
		return readFields({ condition: written }, { condition: '', message: 'message' });
	}
	if (written === null || typeof written !== 'object' || Array.isArray(written)) {
		const hint = typeof written === 'boolean' ? `; "${written}" in quotes is a condition` : '';
		return refuse([complain('', `it must be ${FORMS}${hint}`)]);
	}
	const fields = written as JsonObject;
	if (Object.hasOwn(fields, 'condition')) {
		return readFields(fields, { condition: 'condition', message: 'message' });
	}
	const [condition, ...others] = Object.keys(fields);
	if (condition === undefined || others.length > 0) {
		return refuse([complain('', `it must be ${FORMS}`)]);
	}
	return readFields({ condition, message: fields[condition] ?? null }, { condition: '', message: condition });
}

/** Where the parts of a restriction stand in the form it was written in. */
interface Paths {
	readonly condition: string;
	readonly message: string;
}

function readFields(fields: JsonObject, paths: Paths): ParsedRestriction {
	const problems: RestrictionProblem[] = [];
	const condition = readCondition(fields['condition'], paths.condition, problems);
	const message = fields['message'];
	if (message !== undefined && typeof message !== 'string') {
		problems.push(complain(paths.message, 'the message must be a text'));
	}
	const action = ACTIONS.find((known) => known === (fields['action'] ?? 'disable'));
	if (action === undefined) {
		problems.push(complain('action', `the action must be one of ${ACTIONS.join(', ')}`));
	}
	const strict = fields['strict'] ?? true;
	if (typeof strict !== 'boolean') {
		problems.push(complain('strict', 'it must be true or false'));
	}
	if (condition === undefined || action === undefined || problems.length > 0) {
		return refuse(problems);
	}
	const text = typeof message === 'string' ? message : undefined;
	return { restriction: { condition, message: text, action, strict: strict === true }, problems: [] };
}

function readCondition(
	written: JsonValue | undefined,
	path: string,
	problems: RestrictionProblem[],
): Expression | undefined {
	if (typeof written !== 'string') {
		const hint = typeof written === 'boolean' ? `: "${written}" in quotes` : '';
		problems.push(complain(path, `the condition must be a text${hint}`));
		return undefined;
	}
	try {
		return parseExpression(written);
	} catch (error) {
		if (!(error instanceof ExpressionError)) {
			throw error;
		}
		problems.push({ path, problem: error.message, position: error.position });
		return undefined;
	}
}

function complain(path: string, problem: string): RestrictionProblem {
	return { path, problem, position: undefined };
}

function refuse(problems: readonly RestrictionProblem[]): ParsedRestriction {
	return { restriction: undefined, problems };
}
