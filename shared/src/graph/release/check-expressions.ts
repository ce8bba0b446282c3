import { parseExpression } from '../../expression/parse-expression.js';
import { rewriteCondition } from '../../expression/rewrite-condition.js';
import { parseYaql } from '../../yaql/parse-yaql.js';
import type { FileFindings } from './findings.js';
import { getEntry, type MapTree, type Tree } from './tree.js';

/** Reports every expression of a task that cannot be read, where it stands. */
export function checkExpressions(task: MapTree, path: string, findings: FileFindings): void {
	const condition = getEntry(task, 'condition');
	// A text in braces may be formatted before it is read.
	if (condition?.kind === 'scalar' && typeof condition.value === 'string' && !/[{}]/.test(condition.value)) {
		const text = condition.value;
		report(condition, `${path}.condition`, findings, () =>
			text.trim() === '' ? undefined : parseExpression(rewriteCondition(text)),
		);
	}
	for (const [key, { value }] of task.entries) {
		checkTree(value, `${path}.${key}`, findings);
	}
}

function checkTree(tree: Tree, path: string, findings: FileFindings): void {
	if (tree.kind === 'list') {
		for (const [index, item] of tree.items.entries()) {
			checkTree(item, `${path}[${index}]`, findings);
		}
	}
	if (tree.kind !== 'map') {
		return;
	}
	const written = getEntry(tree, 'yaql_exp');
	if (written === undefined) {
		for (const [key, { value }] of tree.entries) {
			checkTree(value, `${path}.${key}`, findings);
		}
		return;
	}
	report(written, `${path}.yaql_exp`, findings, () => {
		if (written.kind !== 'scalar' || typeof written.value !== 'string') {
			throw new Error('an expression is written as text');
		}
		return parseYaql(written.value);
	});
}

function report(tree: Tree, path: string, findings: FileFindings, read: () => unknown): void {
	try {
		read();
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		findings.report('EXPRESSION_UNREADABLE', { offset: tree.offset, path }, `The expression cannot be read: ${reason}`);
	}
}
