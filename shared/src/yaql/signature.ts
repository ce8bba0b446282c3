import type { Call } from './call.js';
import type { Input, SyntaxNode } from './syntax.js';
import type { Value } from './value.js';

/** How a function gets an argument: its value, or a lambda it calls when and as often as it likes. */
export type ParameterKind = 'value' | 'lambda';

interface Parameter {
	readonly name: string;
	readonly kind: ParameterKind;
	readonly isOptional: boolean;
}

/** A function of the language. Several may share a name; the first whose parameters fit the arguments is meant. */
export interface BuiltIn {
	readonly name: string;
	/** Called as `f(x)`, as `x.f()`, or as either. */
	readonly form: 'function' | 'method' | 'both';
	readonly parameters: readonly Parameter[];
	/** What any number of further arguments are. `rule`: all arguments are rules `key => value`, read lazily. */
	readonly rest: ParameterKind | 'rule' | undefined;
	/** Takes arguments of any name, as `let` does. */
	readonly takesAnyName: boolean;
	readonly run: (call: Call) => Value;
}

/**
 * Declares a function. The first word is its name; each further one a parameter, `name` for a value and `name:lambda`
 * for a lambda, with `?` where it may be left out; `...value`, `...lambda` and `...rule` take the rest, `**` any name.
 */
export function define(form: BuiltIn['form'], signature: string, run: (call: Call) => Value): BuiltIn {
	const [name = '', ...words] = signature.split(' ');
	const rest = words.find((word) => word.startsWith('...'))?.slice(3) as BuiltIn['rest'];
	const parameters = words
		.filter((word) => !word.startsWith('.') && word !== '**')
		.map((word): Parameter => {
			const [parameter = '', kind] = word.replace('?', '').split(':');
			return { name: parameter, kind: kind === 'lambda' ? 'lambda' : 'value', isOptional: word.includes('?') };
		});
	return { name, form, parameters, rest, takesAnyName: words.includes('**'), run };
}

/** Arguments in the places of parameters, before anything is evaluated. */
export interface Binding {
	readonly builtIn: BuiltIn;
	/** By parameter; undefined where none was given. */
	readonly places: readonly (SyntaxNode | undefined)[];
	readonly rest: readonly SyntaxNode[];
	readonly rules: readonly { readonly key: SyntaxNode; readonly value: SyntaxNode }[];
}

/** Puts arguments into the places of parameters; undefined where they do not fit. */
export function bind(
	builtIn: BuiltIn,
	receiver: SyntaxNode | undefined,
	inputs: readonly Input[],
): Binding | undefined {
	const places: (SyntaxNode | undefined)[] = [];
	const rest: SyntaxNode[] = [];
	const rules: { readonly key: SyntaxNode; readonly value: SyntaxNode }[] = [];
	const all: readonly Input[] = receiver === undefined ? inputs : [{ kind: 'value', value: receiver }, ...inputs];
	for (const input of all) {
		if (input.kind === 'rule') {
			rules.push({ key: input.key, value: input.value });
		} else if (places.length < builtIn.parameters.length) {
			places.push(input.kind === 'skipped' ? undefined : input.value);
		} else if (input.kind === 'value' && (builtIn.rest === 'value' || builtIn.rest === 'lambda')) {
			rest.push(input.value);
		} else {
			return undefined;
		}
	}
	const left = builtIn.rest === 'rule' || builtIn.takesAnyName ? rules : takeNames(builtIn, places, rules);
	const isWhole = builtIn.parameters.every(({ isOptional }, index) => isOptional || places[index] !== undefined);
	return left === undefined || !isWhole ? undefined : { builtIn, places, rest, rules: left };
}

/** Fills places with arguments given by name; undefined where a name is unknown or its place is taken. */
function takeNames(
	builtIn: BuiltIn,
	places: (SyntaxNode | undefined)[],
	rules: Binding['rules'],
): Binding['rules'] | undefined {
	for (const { key, value } of rules) {
		const isName = key.kind === 'constant' && key.isWord;
		const index = isName ? builtIn.parameters.findIndex(({ name }) => name === key.value) : -1;
		if (index < 0 || places[index] !== undefined) {
			return undefined;
		}
		places[index] = value;
	}
	return [];
}
