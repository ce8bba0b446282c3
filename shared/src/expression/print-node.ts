import type { ExpressionNode } from './node.js';

/** Writes a parsed expression with brackets only where they are needed. */
export function printNode(node: ExpressionNode): string {
	switch (node.kind) {
		case 'literal':
			return typeof node.value === 'string' ? quote(node.value) : String(node.value);
		case 'path':
			return `${node.model}:${node.keys.join('.')}`;
		case 'not':
			return `not ${printOperand(node.operand)}`;
		case 'chain': {
			const level = levelOf(node);
			const rest = node.rest.map(({ operator, operand }) => ` ${operator} ${printWithin(operand, level)}`);
			return printWithin(node.first, level) + rest.join('');
		}
	}
}

/** Texts have no escapes, so one never holds both kinds of quotes. */
function quote(text: string): string {
	return text.includes('"') ? `'${text}'` : `"${text}"`;
}

function printOperand(node: ExpressionNode): string {
	return node.kind === 'chain' ? `(${printNode(node)})` : printNode(node);
}

function printWithin(node: ExpressionNode, level: number): string {
	return node.kind === 'chain' && levelOf(node) <= level ? `(${printNode(node)})` : printNode(node);
}

function levelOf(node: ExpressionNode & { readonly kind: 'chain' }): number {
	return LEVELS[node.rest[0]?.operator ?? 'in'];
}

const LEVELS = { or: 0, and: 1, '==': 2, '!=': 2, in: 3 } as const;
