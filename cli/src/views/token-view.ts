import type { TokenView } from '@stoker/shared/model/views.js';
import { ageCell } from './cells.js';
import { formatUntil } from './format.js';
import type { Kind } from './printer.js';
import type { Style } from './style.js';
import type { Cell } from './table.js';

export const TOKEN_KIND: Kind<TokenView> = {
	singular: 'token',
	plural: 'tokens',
	name: ({ id }) => id,
	columns: [
		{ key: 'id', cell: ({ id }) => id },
		{ key: 'status', cell: tokenStatus },
		{ key: 'uses', cell: ({ uses, usesLeft }) => `${uses - usesLeft}/${uses}`, align: 'right' },
		{ key: 'ends', cell: ({ expiresAtMs }, style) => formatUntil(expiresAtMs - style.nowMs), align: 'right' },
		{ key: 'hardware', cell: ({ hardware }) => hardware || 'any', isFlexible: true },
		{ key: 'accept', cell: ({ requiresAccept }) => (requiresAccept ? 'by hand' : 'at once') },
		{ key: 'by', cell: ({ createdBy }) => createdBy, isFlexible: true, isExpendable: true },
		{ key: 'age', cell: ({ createdAtMs }, style) => ageCell(createdAtMs, style), align: 'right', isExpendable: true },
	],
};

function tokenStatus(token: TokenView, style: Style): Cell {
	if (token.isRevoked) {
		return { text: 'revoked', tone: 'warn' };
	}
	if (token.expiresAtMs <= style.nowMs) {
		return { text: 'ended', tone: 'dim' };
	}
	return token.usesLeft === 0 ? { text: 'used up', tone: 'dim' } : { text: 'valid', tone: 'good' };
}
