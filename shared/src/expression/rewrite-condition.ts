import { assertLength } from './parse-expression.js';

/** Texts in quotes, to leave them alone, and words, some of which go on as model paths. */
const PARTS = /"[^"\n]*"|'[^'\n]*'|([\p{L}\p{N}_]*)(?::([\p{L}\p{N}_.-]+))?/gu;

/**
 * Conditions were written for settings as they are edited; tasks see them as they are serialized, where components and
 * the section `common` have merged into the root and values stand where they were wrapped. This turns each `settings:`
 * path of a condition into where the same value is found then (reference, section 3.1). Where the old code cut through
 * the middle of a name, or changed a text in quotes, we do not. Throws an `ExpressionError` for a text too long to read.
 */
export function rewriteCondition(text: string): string {
	assertLength(text);
	return text.replace(PARTS, (part: string, model: string | undefined, path: string | undefined) =>
		model === 'settings' && path !== undefined ? `settings:${rewritePath(path)}` : part,
	);
}

function rewritePath(path: string): string {
	return unwrapValue(mergeCommon(mergeComponent(path.split('.')))).join('.');
}

function mergeComponent(keys: readonly string[]): readonly string[] {
	const [section, component = '', ...rest] = keys;
	if (section !== 'additional_components' || component === '') {
		return keys;
	}
	return [component, 'enabled', ...(rest[0] === 'value' ? rest.slice(1) : rest)];
}

function mergeCommon(keys: readonly string[]): readonly string[] {
	return keys[0] === 'common' && keys.length > 1 ? keys.slice(1) : keys;
}

function unwrapValue(keys: readonly string[]): readonly string[] {
	return keys.at(-1) === 'value' && keys.length > 1 ? keys.slice(0, -1) : keys;
}
