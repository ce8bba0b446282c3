import { ExpressionError } from '@stoker/shared/expression/expression-error.js';
import { parseExpression } from '@stoker/shared/expression/parse-expression.js';
import { showPosition } from '@stoker/shared/expression/show-position.js';
import { parseDocument } from '@stoker/shared/graph/input/parse-document.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { parseYaql } from '@stoker/shared/yaql/parse-yaql.js';
import { UNDEFINED } from '@stoker/shared/yaql/value.js';
import { YaqlError } from '@stoker/shared/yaql/yaql-error.js';
import type { ConditionValues, YaqlValues } from '../arguments/expression.js';
import { readText } from '../system/task-sources.js';
import { renderDiagnostics } from '../views/diagnostic-view.js';
import { CliError } from './cli-error.js';
import type { CommandContext, Run } from './command-context.js';
import { EXIT } from './exit-codes.js';

export const evaluateYaql: Run<YaqlValues> = async ({ expression, data, old, format }, context) => {
	const current = await readDocument(data, context);
	const past = old === undefined ? undefined : await readDocument(old, context);
	const value = orExplain(expression, () =>
		parseYaql(expression).evaluate({ current: stateOf(current), past: past === undefined ? undefined : stateOf(past) }),
	);
	const { stdout } = context.terminal;
	if (value === UNDEFINED) {
		await context.say('The value is undefined.');
	} else if (format === 'yaml') {
		await stdout.write((await import('../views/yaml-text.js')).yamlText(value));
	} else {
		await stdout.write(`${JSON.stringify(value, null, 2)}\n`);
	}
	return EXIT.ok;
};

export const evaluateCondition: Run<ConditionValues> = async ({ expression, data, isStrict }, context) => {
	const models = await readDocument(data, context);
	if (!isObject(models)) {
		throw new CliError('EXPRESSION_INVALID', `${data} maps no models to what they hold.`);
	}
	const value = orExplain(expression, () => parseExpression(expression).evaluate(models, { strict: isStrict }));
	await context.terminal.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
	return EXIT.ok;
};

function stateOf(root: JsonValue): { readonly root: JsonValue; readonly node: JsonValue; readonly common: JsonValue } {
	return { root, node: {}, common: root };
}

async function readDocument(path: string, context: CommandContext): Promise<JsonValue> {
	const { value, diagnostics } = parseDocument(path, await readText(path));
	if (diagnostics.length > 0) {
		await context.terminal.stderr.write(renderDiagnostics(diagnostics, context.messageStyle));
	}
	if (value === undefined) {
		throw new CliError('EXPRESSION_INVALID', `${path} cannot be read.`);
	}
	return value;
}

/** Points at the place of the expression where it went wrong. */
function orExplain<Value>(expression: string, evaluate: () => Value): Value {
	try {
		return evaluate();
	} catch (error) {
		if (error instanceof YaqlError || error instanceof ExpressionError) {
			const [line = '', caret = ''] = showPosition(expression, error.position).split('\n');
			const at = caret.length - 1;
			const place = [`${line.slice(0, at)}<HERE>${line.slice(at)}`];
			throw new CliError('EXPRESSION_INVALID', `${error.message}.`.replace(/\.+$/, '.'), place);
		}
		throw error;
	}
}

function isObject(value: JsonValue): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
