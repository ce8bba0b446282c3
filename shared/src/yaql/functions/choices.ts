import type { Call } from '../call.js';
import { finalize } from '../finalize.js';
import { textOf } from '../python-text.js';
import type { Scope } from '../scope.js';
import { type BuiltIn, define } from '../signature.js';
import { TextPattern } from '../text-pattern.js';
import { isCollection, isList, isMapping, isTruthy, UNDEFINED, UniqueSet, type Value } from '../value.js';
import { writeJson } from '../write-json.js';
import { writeYaml } from '../write-yaml.js';

/** Functions that choose, name, test and write out values. */
export const CHOICES: readonly BuiltIn[] = [
	define('function', 'switch ...rule', (call) => call.rules.find((rule) => isTruthy(rule.key()))?.value() ?? null),
	define('function', 'selectCase ...lambda', (call) => {
		const index = call.restLambdas.findIndex((holds) => isTruthy(holds()));
		return index < 0 ? call.restLambdas.length : index;
	}),
	define('function', 'selectAllCases ...lambda', (call) =>
		call.restLambdas.flatMap((holds, index) => (isTruthy(holds()) ? [index] : [])),
	),
	define('function', 'examine ...lambda', (call) => call.restLambdas.map((holds) => isTruthy(holds()))),
	define('method', 'switchCase case ...lambda', (call) => {
		const index = call.integer(0);
		const chosen = index < 0 ? undefined : call.restLambdas[index];
		return (chosen ?? call.restLambdas.at(-1))?.() ?? null;
	}),
	define('function', 'coalesce ...lambda', (call) => {
		for (const read of call.restLambdas) {
			const value = read();
			if (value !== null) {
				return value;
			}
		}
		return null;
	}),
	define('function', 'let ...value **', (call) => {
		const names = new Map(call.rules.map((rule) => [rule.word ?? call.mismatch(), rule.value()] as const));
		return nameItems(call, call.rest, names);
	}),
	define('function', 'with ...value', (call) => nameItems(call, call.rest, new Map())),
	define('method', 'unpack sequence ...value', (call) => {
		const items = call.list(0);
		if (call.rest.length === 0) {
			return nameItems(call, items, new Map());
		}
		if (call.rest.length !== items.length) {
			return call.fail('type', `${items.length} items do not fit ${call.rest.length} names`);
		}
		const names = call.rest.map((name, index) => [textOf(name, call), items[index] ?? null] as const);
		return nameItems(call, [], new Map(names));
	}),
	define('function', 'def name func:lambda', (call) => {
		const name = call.text(0);
		const functions = new Map([[name, (...items: readonly Value[]) => run(...items)]]);
		const scope = call.scope.within(call.scope.item, { functions });
		const run = call.lambdaIn(1, scope);
		return scope;
	}),
	define('method', 'assert obj condition:lambda message?', (call) =>
		isTruthy(call.lambda(1)(call.value(0))) ? call.value(0) : call.fail('type', call.text(2, 'the assertion failed')),
	),
	define('function', 'bool value', (call) => isTruthy(call.value(0))),
	define('function', 'isBoolean value', (call) => typeof call.value(0) === 'boolean'),
	define('function', 'isString arg', (call) => typeof call.value(0) === 'string'),
	define('function', 'isList arg', (call) => isList(call.value(0))),
	define('function', 'isDict arg', (call) => isMapping(call.value(0))),
	define('function', 'isSet arg', (call) => call.value(0) instanceof UniqueSet),
	define('function', 'isRegex value', (call) => call.value(0) instanceof TextPattern),
	define('function', 'isIterable value', (call) => isCollection(call.value(0))),
	define('method', 'isUndef value', (call) => call.value(0) === UNDEFINED),
	define('method', 'toJson value', (call) => writeJson(finalize(call.value(0), call), call)),
	define('method', 'toYaml value', (call) => writeYaml(finalize(call.value(0), call), call)),
];

/** Names `$1`, `$2`, … and those given, for what stands after `->`. */
function nameItems(call: Call, items: readonly Value[], names: ReadonlyMap<string, Value>): Scope {
	const numbered = items.slice(1).map((item, index) => [String(index + 2), item] as const);
	const item = items.length === 0 ? (names.get('1') ?? call.scope.item) : (items[0] ?? null);
	return call.scope.within(item, { names: new Map([...numbered, ...names]) });
}
