import type { CredentialView } from '@stoker/shared/model/views.js';
import { ageCell } from './cells.js';
import { formatUntil } from './format.js';
import type { Kind } from './printer.js';
import type { Style } from './style.js';
import type { Cell } from './table.js';

export const CREDENTIAL_KIND: Kind<CredentialView> = {
	singular: 'credential',
	plural: 'credentials',
	name: ({ id }) => id,
	columns: [
		{ key: 'name', cell: ({ name }) => name },
		{ key: 'role', cell: ({ role }) => role },
		{ key: 'status', cell: credentialStatus },
		{ key: 'ends', cell: ({ expiresAtMs }, style) => formatUntil(expiresAtMs - style.nowMs), align: 'right' },
		{ key: 'age', cell: ({ issuedAtMs }, style) => ageCell(issuedAtMs, style), align: 'right', isExpendable: true },
		{ key: 'id', cell: ({ id }) => id },
	],
};

function credentialStatus({ revokedAtMs, expiresAtMs }: CredentialView, style: Style): Cell {
	if (revokedAtMs !== undefined) {
		return { text: 'revoked', tone: 'warn' };
	}
	return expiresAtMs <= style.nowMs ? { text: 'ended', tone: 'dim' } : { text: 'valid', tone: 'good' };
}
