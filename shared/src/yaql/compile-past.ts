import { callOf, failing } from './access.js';
import { findDifference } from './difference.js';
import { isSameOutcome } from './equality.js';
import { settle } from './finalize.js';
import type { Run } from './run.js';
import type { Evaluate, Scope } from './scope.js';
import type { CallNode, SyntaxNode } from './syntax.js';
import { PAST_FUNCTIONS, touchesOf } from './touches.js';
import { isPlainMapping, Stream, UNDEFINED, type Value } from './value.js';

/** Whether a call compares the facts of now with those of before. */
export function isPastFunction({ name, receiver }: CallNode): boolean {
	return receiver === undefined && PAST_FUNCTIONS.has(name);
}

/** How parts are compiled. */
export interface PartCompiler {
	compile(part: SyntaxNode): Evaluate;
	/** False where functions may be redefined around a part, so that its value depends on more than its text. */
	readonly canShare: boolean;
}

/** Compiles `new`, `old`, `changed`, `changedAny`, `changedAll`, `added` and `deleted`. */
export function compilePastCall({ name, position, inputs }: CallNode, compiler: PartCompiler): Evaluate {
	const parts = inputs.filter((input) => input.kind === 'value').map((input) => input.value);
	const takesMany = name === 'changedAny' || name === 'changedAll';
	if (parts.length < inputs.length || (!takesMany && parts.length !== 1)) {
		return failing('function', position, `${name} takes ${takesMany ? 'expressions' : 'one expression'}`);
	}
	const [first] = parts;
	if (takesMany || first === undefined) {
		const changes = parts.map((part) => compileChanged(part, compiler, position));
		return name === 'changedAny'
			? (scope) => changes.some((isChanged) => isChanged(scope) === true)
			: (scope) => changes.every((isChanged) => isChanged(scope) === true);
	}
	return compileOne(name, first, compiler, position);
}

function compileOne(name: string, part: SyntaxNode, compiler: PartCompiler, position: number): Evaluate {
	if (name === 'changed') {
		return compileChanged(part, compiler, position);
	}
	const evaluate = compiler.compile(part);
	if (name === 'new' || name === 'old') {
		const read = name === 'new' ? evaluateNow : evaluateBefore;
		return (scope) => read(evaluate, scope, position);
	}
	return shareBySite(part, compiler, (scope) => {
		const lazyNow = evaluateNow(evaluate, scope, position);
		const before = settle(evaluateBefore(evaluate, scope, position), scope.run);
		if (name === 'deleted' && before === UNDEFINED) {
			// Nothing was there, so what is there now is never looked at: its items need not have a value.
			return null;
		}
		const now = settle(lazyNow, scope.run);
		const difference = findDifference(before, now, callOf(name, position, scope, [now]));
		return name === 'added' ? difference.added : difference.deleted;
	});
}

function compileChanged(part: SyntaxNode, compiler: PartCompiler, position: number): Evaluate {
	const evaluate = compiler.compile(part);
	const isChanged = (scope: Scope) => {
		const { run } = scope;
		const now = settle(evaluateNow(evaluate, scope, position), scope.run);
		if (run.current.root === run.pastRoot) {
			return false;
		}
		const before = settle(evaluateBefore(evaluate, scope, position), scope.run);
		return !isSameOutcome(now, before, run);
	};
	return isPath(part) ? isChanged : shareBySite(part, compiler, isChanged);
}

/** Reading along a path is cheaper than remembering what it gave. */
function isPath(node: SyntaxNode): boolean {
	switch (node.kind) {
		case 'variable':
			return true;
		case 'property':
			return isPath(node.target);
		case 'call':
			return node.name === 'get' && node.receiver !== undefined && isPath(node.receiver);
		default:
			return false;
	}
}

function evaluateNow(evaluate: Evaluate, scope: Scope, position: number): Value {
	scope.run.charge(1, position);
	return evaluate(scope.within(scope.run.current.root));
}

/** Whatever goes wrong in the past means that it has no answer. */
function evaluateBefore(evaluate: Evaluate, scope: Scope, position: number): Value {
	const { run } = scope;
	run.charge(1, position);
	return run.attempt(() => {
		const value = evaluate(scope.within(run.pastRoot));
		if (!(value instanceof Stream)) {
			return value;
		}
		// Read now, so that what fails fails here; still lazy to whoever asks.
		const items = settle(value, run) as readonly Value[];
		return callOf('old', position, scope, []).stream(() => items.values());
	}, UNDEFINED);
}

/** Evaluates a part once for all nodes whose facts hold the same objects where it reads. */
function shareBySite(part: SyntaxNode, { canShare }: PartCompiler, evaluate: Evaluate): Evaluate {
	const touches = touchesOf([part]);
	if (touches.hasFreeNames || !canShare) {
		return evaluate;
	}
	const keys = touches.keys === 'all' ? undefined : [...touches.keys];
	const site = {};
	return (scope) => {
		const { run } = scope;
		const { memo } = run;
		if (memo === undefined) {
			return evaluate(scope);
		}
		const inputs = [...inputsOf(run.current.root, keys), ...inputsOf(run.pastRoot, keys), ...extraInputs(run, touches)];
		const known = memo.known(site, inputs);
		if (known !== undefined) {
			return known;
		}
		const value = evaluate(scope);
		memo.remember(site, inputs, value);
		return value;
	};
}

function inputsOf(root: Value, keys: readonly string[] | undefined): readonly unknown[] {
	return keys === undefined || !isPlainMapping(root)
		? [root]
		: keys.map((key) => (Object.hasOwn(root, key) ? root[key] : undefined));
}

function extraInputs(
	run: Run,
	{ node, common }: { readonly node: boolean; readonly common: boolean },
): readonly unknown[] {
	return [...(node ? [run.current.node] : []), ...(common ? [run.current.common] : [])];
}
