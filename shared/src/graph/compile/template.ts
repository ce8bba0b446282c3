import type { JsonObject, JsonValue } from '../../model/task.js';
import { mayFormat } from './format-text.js';
import { type Program, type ProgramCache, unreadableProgram } from './program.js';

/** A value with expressions and texts to be formatted in it. */
export interface Template {
	readonly part: Part;
	/** Every expression in it. */
	readonly programs: readonly Program[];
	/** Whether any text of it may be formatted. */
	readonly hasText: boolean;
}

type Part =
	| { readonly kind: 'constant'; readonly value: JsonValue }
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'program'; readonly program: Program }
	| { readonly kind: 'list'; readonly items: readonly Part[] }
	| { readonly kind: 'map'; readonly entries: readonly (readonly [string, Part])[] };

/** How the parts of a template become values. */
export interface RenderScope {
	evaluate(program: Program): JsonValue;
	format(text: string): string;
}

/**
 * Finds the expressions and the texts of a value: a mapping with the key `yaql_exp` stands for its answer; what stands
 * under a key `regex` is no text to format (reference, section 1.3).
 */
export function compileTemplate(value: JsonValue, programs: ProgramCache): Template {
	const found: Program[] = [];
	let hasText = false;
	const part = visit(value);
	return { part, programs: found, hasText };

	function visit(written: JsonValue): Part {
		if (typeof written === 'string' && mayFormat(written)) {
			hasText = true;
			return { kind: 'text', text: written };
		}
		if (typeof written !== 'object' || written === null) {
			return { kind: 'constant', value: written };
		}
		return isConstant(written) ? { kind: 'constant', value: written } : visitCollection(written);
	}

	function visitCollection(written: JsonObject | readonly JsonValue[]): Part {
		if (isList(written)) {
			return { kind: 'list', items: written.map(visit) };
		}
		const expression = written['yaql_exp'];
		if (expression !== undefined) {
			const program = readExpression(expression, programs);
			found.push(program);
			return { kind: 'program', program };
		}
		const entries = Object.entries(written).map(([key, entry]): readonly [string, Part] => [
			key,
			key === 'regex' ? { kind: 'constant', value: entry } : visit(entry),
		]);
		return { kind: 'map', entries };
	}
}

/** The value of a template. */
export function renderTemplate(part: Part, scope: RenderScope): JsonValue {
	switch (part.kind) {
		case 'constant':
			return part.value;
		case 'text':
			return scope.format(part.text);
		case 'program':
			return scope.evaluate(part.program);
		case 'list':
			return part.items.map((item) => renderTemplate(item, scope));
		case 'map':
			return Object.fromEntries(part.entries.map(([key, entry]) => [key, renderTemplate(entry, scope)]));
	}
}

function readExpression(written: JsonValue, programs: ProgramCache): Program {
	return typeof written === 'string'
		? programs.yaql(written)
		: unreadableProgram(JSON.stringify(written), 'an expression is written as text');
}

function isConstant(value: JsonValue): boolean {
	if (typeof value === 'string') {
		return !mayFormat(value);
	}
	if (typeof value !== 'object' || value === null) {
		return true;
	}
	if (isList(value)) {
		return value.every(isConstant);
	}
	return (
		!Object.hasOwn(value, 'yaql_exp') &&
		Object.entries(value).every(([key, entry]) => key === 'regex' || isConstant(entry))
	);
}

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
	return Array.isArray(value);
}
