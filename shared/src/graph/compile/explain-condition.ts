import { isTruthy } from '../../expression/is-truthy.js';
import type { JsonValue } from '../../model/task.js';
import type { Evaluator, Site } from './evaluator.js';
import { NOTHING_KNOWN } from './fact-table.js';
import type { Program } from './program.js';

const MAX_TEXT = 400;
const MAX_VALUES = 8;
const MAX_VALUE_LENGTH = 80;

/** Functions whose arguments see another `$`, or compare it with the past: no value in them makes a condition false. */
const INNER =
	/\.(?:where|select|any|all|orderBy|groupBy|toDict|skipWhile|takeWhile)\(|\b(?:changed|changedAny|changedAll|added|deleted|old|new)\(/g;
/** Skip reasons are shown to whoever may see the plan. */
const SECRET = /pass|secret|token|key|credential/i;
const PATH = /\$(?:node|common)?(?:\.(?:get\((?:'[^']*'|"[^"]*"|[\w-]+)\)|[A-Za-z_]\w*(?![\w(])))+/g;

/** Says why a condition left a task out: that nothing changed, or which values made it false. */
export function explainCondition(program: Program, evaluator: Evaluator, site: Site): string {
	const text = shorten(program.text.replace(/\s+/g, ' ').trim(), MAX_TEXT);
	const { dependencies } = program;
	if (dependencies.hasPast && isTruthy(evaluator.evaluateFirst(program, site.node) ?? null)) {
		return `nothing changed: ${text}`;
	}
	const values = [...readValues(program, evaluator, site)].slice(0, MAX_VALUES);
	const shown = values.map(([path, value]) => `${path} = ${describeValue(path, value)}`);
	return `condition is false: ${text}${shown.length === 0 ? '' : ` (${shown.join(', ')})`}`;
}

/** Of lists and mappings only how much is in them: they may hold secrets, and their order means nothing. */
function describeValue(path: string, value: JsonValue): string {
	if (typeof value === 'object' && value !== null) {
		const length = Object.keys(value).length;
		return Array.isArray(value) ? `a list of ${length}` : `a mapping of ${length}`;
	}
	const isHidden = typeof value === 'string' && value !== '' && SECRET.test(path);
	return isHidden ? 'hidden' : shorten(JSON.stringify(value), MAX_VALUE_LENGTH);
}

function readValues(program: Program, evaluator: Evaluator, site: Site): ReadonlyMap<string, JsonValue> {
	const values = new Map<string, JsonValue>();
	const { facts } = evaluator;
	if (facts === undefined) {
		return values;
	}
	const current = facts.current(site.node);
	try {
		program.run(current, NOTHING_KNOWN, (path, value) => values.set(path, value));
	} catch {
		return values;
	}
	for (const [path] of withoutInner(program.text).matchAll(PATH)) {
		const outcome = values.has(path) ? undefined : evaluator.evaluate(evaluator.programs.yaql(path), site);
		if (outcome !== undefined && outcome.problem === undefined) {
			values.set(path, outcome.value);
		}
	}
	return values;
}

/** Cuts out arguments in which `$` is something else. */
function withoutInner(text: string): string {
	let kept = '';
	let start = 0;
	for (const match of text.matchAll(INNER)) {
		if (match.index < start) {
			continue;
		}
		kept += text.slice(start, match.index);
		start = closingBracket(text, match.index + match[0].length);
	}
	return kept + text.slice(start);
}

function closingBracket(text: string, from: number): number {
	let depth = 1;
	for (let index = from; index < text.length; index++) {
		depth += Number(text[index] === '(') - Number(text[index] === ')');
		if (depth === 0) {
			return index + 1;
		}
	}
	return text.length;
}

function shorten(text: string, length: number): string {
	return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
