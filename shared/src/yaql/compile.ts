import { bindLambda, callOf, fail, failing, readIndex, readProperty } from './access.js';
import { Call, type Rule } from './call.js';
import { compilePastCall, isPastFunction } from './compile-past.js';
import { dictionaryOf } from './mapping.js';
import { comparedTexts, OPERATIONS, quickly, UNARY_OPERATIONS } from './operators.js';
import { type Evaluate, Scope } from './scope.js';
import { type Binding, type BuiltIn, bind } from './signature.js';
import { type CallNode, childrenOf, type SyntaxNode } from './syntax.js';
import { isTruthy } from './value.js';

/** Functions by name, in the order they are tried. */
export type FunctionTable = ReadonlyMap<string, readonly BuiltIn[]>;

/** Turns a tree into closures. What can only fail when evaluated fails then, at its place, as in the old system. */
export class Compiler {
	/** Whether a part means the same wherever it stands; `def` would let it call what is defined around it. */
	readonly canShare: boolean;
	readonly #table: FunctionTable;

	constructor(table: FunctionTable, root: SyntaxNode) {
		this.#table = table;
		this.canShare = !callsFunction(root, 'def');
	}

	compile(node: SyntaxNode): Evaluate {
		switch (node.kind) {
			case 'constant': {
				const { value } = node;
				return () => value;
			}
			case 'variable': {
				const { name } = node;
				return name === '' ? (scope) => scope.item : (scope) => scope.get(name);
			}
			case 'property':
				return this.#compileProperty(node);
			case 'call':
				return this.#compileCall(node);
			case 'index':
				return this.#compileIndex(node);
			case 'list':
				return this.#compileList(node);
			case 'map':
				return this.#compileMap(node);
			case 'unary':
				return this.#compileUnary(node);
			case 'binary':
				return this.#compileBinary(node);
		}
	}

	#compileProperty({ target, name, isOptional, position }: SyntaxNode & { kind: 'property' }): Evaluate {
		const evaluateTarget = this.compile(target);
		if (name === undefined) {
			return failing('function', position, 'after a dot stands a word or a call');
		}
		return (scope) => {
			scope.run.charge(1, position);
			const value = evaluateTarget(scope);
			return isOptional && value === null ? null : readProperty(value, name, scope, position);
		};
	}

	#compileIndex({ target, inputs, position }: SyntaxNode & { kind: 'index' }): Evaluate {
		const evaluateTarget = this.compile(target);
		const [key, fallback, ...others] = inputs.map((input) =>
			input.kind === 'value' ? this.compile(input.value) : undefined,
		);
		if (key === undefined || others.length > 0 || (inputs.length > 1 && fallback === undefined)) {
			return failing('function', position, 'an index is one value, or a key and what stands in for it');
		}
		return (scope) => {
			scope.run.charge(1, position);
			const value = evaluateTarget(scope);
			return readIndex(value, { key: key(scope), fallback: fallback?.(scope), position }, scope);
		};
	}

	#compileList({ inputs, position }: SyntaxNode & { kind: 'list' | 'map' }): Evaluate {
		const items = inputs.map((input) => (input.kind === 'value' ? this.compile(input.value) : undefined));
		const given = items.filter((item) => item !== undefined);
		if (given.length < items.length) {
			return failing('function', position, 'a list holds values');
		}
		return (scope) => {
			scope.run.charge(1 + given.length, position);
			return given.map((item) => item(scope));
		};
	}

	#compileMap({ inputs, position }: SyntaxNode & { kind: 'list' | 'map' }): Evaluate {
		const rules = inputs.map((input) =>
			input.kind === 'rule' ? ([this.compile(input.key), this.compile(input.value)] as const) : undefined,
		);
		const given = rules.filter((rule) => rule !== undefined);
		if (given.length < rules.length) {
			return failing('function', position, 'a mapping holds rules: key => value');
		}
		return (scope) => {
			scope.run.charge(1 + given.length, position);
			const entries = given.map(([key, value]) => [key(scope), value(scope)] as const);
			const call = callOf('{}', position, scope, []);
			return call.guard(() => dictionaryOf(entries, call));
		};
	}

	#compileUnary({ operator, operand, position }: SyntaxNode & { kind: 'unary' }): Evaluate {
		const evaluate = this.compile(operand);
		const operation = UNARY_OPERATIONS[operator];
		return (scope) => {
			scope.run.charge(1, position);
			const value = evaluate(scope);
			return operation?.(value, callOf(operator, position, scope, [value])) ?? null;
		};
	}

	#compileBinary({ operator, left, right, position }: SyntaxNode & { kind: 'binary' }): Evaluate {
		const first = this.compile(left);
		const second = this.compile(right);
		switch (operator) {
			case 'and':
			case 'or':
				return (scope) => {
					scope.run.charge(1, position);
					const value = first(scope);
					return isTruthy(value) === (operator === 'and') ? second(scope) : value;
				};
			case '->':
				return (scope) => {
					const names = first(scope);
					return names instanceof Scope
						? second(names)
						: fail('function', position, 'before -> stands let, with, def or unpack');
				};
			default: {
				const operation = OPERATIONS[operator];
				return (scope) => {
					scope.run.charge(1, position);
					const a = first(scope);
					const b = second(scope);
					scope.run.charge(comparedTexts(a, b), position);
					return quickly(operator, a, b) ?? operation?.(a, b, callOf(operator, position, scope, [a, b])) ?? null;
				};
			}
		}
	}

	#compileCall(node: CallNode): Evaluate {
		if (isPastFunction(node)) {
			return compilePastCall(node, this);
		}
		const called = this.#bindCall(node);
		const { receiver, isOptional, position, name } = node;
		if (receiver === undefined && this.canShare) {
			return (scope) => {
				scope.run.charge(1, position);
				return called(scope);
			};
		}
		if (receiver === undefined) {
			const inputs = node.inputs.map((input) => (input.kind === 'value' ? this.compile(input.value) : () => null));
			return (scope) => {
				scope.run.charge(1, position);
				const defined = scope.getFunction(name);
				return defined === undefined ? called(scope) : defined(...inputs.map((input) => input(scope)));
			};
		}
		const evaluateReceiver = isOptional ? this.compile(receiver) : undefined;
		return (scope) => {
			scope.run.charge(1, position);
			return evaluateReceiver?.(scope) === null ? null : called(scope);
		};
	}

	#bindCall({ name, receiver, inputs, position }: CallNode): Evaluate {
		const form = receiver === undefined ? 'function' : 'method';
		const known = (this.#table.get(name) ?? []).filter((builtIn) => builtIn.form === 'both' || builtIn.form === form);
		if (known.length === 0) {
			return failing('function', position, `there is no ${form} ${name}`);
		}
		for (const builtIn of known) {
			const binding = bind(builtIn, receiver, inputs);
			if (binding !== undefined) {
				return this.#compileBinding(binding, position);
			}
		}
		return failing('function', position, `${name} takes other arguments`);
	}

	#compileBinding({ builtIn, places, rest, rules }: Binding, position: number): Evaluate {
		const kinds = builtIn.parameters.map(({ kind }) => kind);
		const compiled = places.map((place) => (place === undefined ? undefined : this.compile(place)));
		const values = compiled.map((evaluate, index) => (kinds[index] === 'value' ? evaluate : undefined));
		const lambdas = compiled.map((evaluate, index) => (kinds[index] === 'lambda' ? evaluate : undefined));
		const others = rest.map((part) => this.compile(part));
		const pairs = rules.map((rule) => this.#compileRule(rule));
		const { name, run } = builtIn;
		const hasLambdas = lambdas.some((lambda) => lambda !== undefined);
		const hasValues = builtIn.rest === 'value';
		return (scope) =>
			run(
				new Call({
					name,
					position,
					scope,
					values: values.map((evaluate) => evaluate?.(scope)),
					lambdas: hasLambdas ? lambdas.map((evaluate) => evaluate && bindLambda(evaluate, scope, position)) : [],
					rest: hasValues ? others.map((evaluate) => evaluate(scope)) : [],
					restLambdas: hasValues ? [] : others.map((evaluate) => bindLambda(evaluate, scope, position)),
					rules: pairs.map((pair) => pair(scope)),
					lambdaIn: (index, other) => {
						const evaluate = lambdas[index];
						return evaluate && bindLambda(evaluate, other, position);
					},
				}),
			);
	}

	#compileRule(rule: { readonly key: SyntaxNode; readonly value: SyntaxNode }): (scope: Scope) => Rule {
		const key = this.compile(rule.key);
		const value = this.compile(rule.value);
		const word = wordOf(rule.key);
		return (scope) => ({ key: () => key(scope), value: () => value(scope), word });
	}
}

/** A bare word, which may be the name of an argument. */
function wordOf(node: SyntaxNode): string | undefined {
	return node.kind === 'constant' && node.isWord && typeof node.value === 'string' ? node.value : undefined;
}

function callsFunction(node: SyntaxNode, name: string): boolean {
	return (node.kind === 'call' && node.name === name) || childrenOf(node).some((child) => callsFunction(child, name));
}
