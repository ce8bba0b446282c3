import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import type { IssuedCredentialView } from '@stoker/shared/model/views.js';
import type { CredentialIssueValues, CredentialValues } from '../arguments/credential.js';
import { type Context, formatContexts } from '../client/contexts.js';
import type { Target } from '../client/target.js';
import { reservePrivateFile } from '../system/files.js';
import { CREDENTIAL_KIND } from '../views/credential-view.js';
import { formatCount } from '../views/format.js';
import { CliError } from './cli-error.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';
import { resolveTarget } from './target.js';

export const issueCredential: Run<CredentialIssueValues> = async ({ name, role, ttlSeconds, file }, context) => {
	const { target } = await resolveTarget(context.options, context.terminal);
	// Before anything is signed: a certificate whose key cannot be kept is of no use to anybody.
	const reserved = await reservePrivateFile(file);
	if (reserved === undefined) {
		throw new CliError('FILE_EXISTS', `There is a file ${file} already.`);
	}
	try {
		const client = await context.connect();
		const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const spki = publicKey.export({ type: 'spki', format: 'der' });
		const issued = await client.credentials.issue({ name, role, ttlSeconds, publicKey: spki });
		const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
		await reserved.write(formatContexts({ current: name, contexts: { [name]: contextOf(issued, key, target) } }));
		await context.printer.list(CREDENTIAL_KIND, [issued.credential]);
		await context.say(
			`${file} holds the key and makes its reader ${role} ${name}. Hand it over in a safe way; then, there:\n` +
				`  stoker context add prod --file ${file}`,
		);
		return EXIT.ok;
	} catch (error) {
		await reserved.discard();
		throw error;
	}
};

export const listCredentials: Run<Record<never, never>> = async (_values, context) => {
	const client = await context.connect();
	await context.printer.list(CREDENTIAL_KIND, client.credentials.list());
	return EXIT.ok;
};

export const revokeCredential: Run<CredentialValues> = async ({ credential }, context) => {
	const client = await context.connect();
	const revoked = await client.credentials.revoke(credential);
	await context.printer.list(CREDENTIAL_KIND, revoked);
	const what = revoked.length === 1 ? 'It is' : `${formatCount(revoked.length, 'credential')} are`;
	await context.say(`${what} useless now; what was opened with ${revoked.length === 1 ? 'it' : 'them'} is closed.`);
	return EXIT.ok;
};

/** The address that works here is likelier to work there than the one the controller believes to have. */
function contextOf({ certificateChain, adminAddress }: IssuedCredentialView, key: string, target: Target): Context {
	const pems = certificateChain.map((certificate) => new X509Certificate(certificate).toString());
	const address = target.kind === 'tls' ? target.address : adminAddress;
	return { address, ca: pems.at(-1) ?? '', certificate: pems.join(''), key };
}
