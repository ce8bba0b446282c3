import type { CreatedTokenView } from '@stoker/shared/model/views.js';
import type { TokenCreateValues, TokenValues } from '../arguments/token.js';
import { formatAge } from '../views/format.js';
import type { Details } from '../views/printer.js';
import { TOKEN_KIND } from '../views/token-view.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';

const CREATED_TOKEN: Details<CreatedTokenView> = {
	kind: { singular: 'created_token', plural: 'created_tokens', name: ({ joinToken }) => joinToken, columns: [] },
	render: ({ joinToken }) => `${joinToken}\n`,
};

export const createToken: Run<TokenCreateValues> = async (values, context) => {
	const client = await context.connect();
	const created = await client.tokens.create(values);
	await context.printer.item(CREATED_TOKEN, created);
	const { token, caPin } = created;
	const life = formatAge(token.expiresAtMs - token.createdAtMs);
	const uses = token.uses === 1 ? 'one machine' : `${token.uses} machines`;
	const bound = token.hardware === '' ? '' : ` with hardware id ${token.hardware}`;
	const wait = token.requiresAccept ? '\nEach waits for `stoker node accept`.' : '';
	await context.say(
		`Token ${token.id} admits ${uses}${bound} and ends in ${life}; it is not shown again.${wait}\n` +
			`CA pin  ${caPin}\n` +
			'On the machine: stoker-agent join --controller HOST:7440 --token-file FILE',
	);
	return EXIT.ok;
};

export const listTokens: Run<Record<never, never>> = async (_values, context) => {
	const client = await context.connect();
	const count = await context.printer.list(TOKEN_KIND, client.tokens.list());
	if (count === 0) {
		await context.say('No join tokens. `stoker token create` makes one.');
	}
	return EXIT.ok;
};

export const revokeToken: Run<TokenValues> = async ({ id }, context) => {
	const client = await context.connect();
	const token = await client.tokens.revoke(id);
	await context.printer.list(TOKEN_KIND, [token]);
	await context.say(`Token ${token.id} is useless now; nodes that joined with it stay.`);
	return EXIT.ok;
};
