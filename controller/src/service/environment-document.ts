import { createHash } from 'node:crypto';
import type { Facts } from '@stoker/shared/graph/facts.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Kysely } from 'kysely';
import { generateFacts, NO_FACTS, overlayFacts } from '../domain/facts-document.js';
import type { Database } from '../store/schema.js';
import type { AuditSubject } from './audit.js';
import { nodesOfEnvironment } from './environment-facts.js';
import { storedRoles } from './environment-views.js';
import { type EnvironmentRow, findEnvironment, findRelease } from './lookups.js';
import { objectChanged, recordMutation } from './mutation.js';
import type { ServicePorts } from './ports.js';
import { refuseField } from './violations.js';

const MAX_BYTES = 16 * 1024 * 1024;

type Ports = Pick<ServicePorts, 'store' | 'clock'>;

/** Keeps facts for an environment; an empty document takes them away. Answers with the digest. */
export async function setFacts(
	ports: Ports,
	request: { readonly environment: string; readonly document: Uint8Array },
	subject: AuditSubject,
): Promise<string> {
	if (request.document.length > MAX_BYTES) {
		refuseField('document', `has ${request.document.length} bytes; at most ${MAX_BYTES} are allowed`);
	}
	const { parseFacts } = await import('../domain/parse-facts.js');
	const isEmpty = request.document.length === 0;
	const document = JSON.stringify(parseFacts(new TextDecoder().decode(request.document)));
	const digest = isEmpty ? '' : createHash('sha256').update(document).digest('hex');
	const atMs = ports.clock.wallMs();
	await ports.store.write(async (transaction) => {
		const environment = await findEnvironment(transaction.db, request.environment);
		const { db } = transaction;
		await db.deleteFrom('environment_facts').where('environment_id', '=', environment.id).execute();
		if (!isEmpty) {
			const row = { environment_id: environment.id, document, digest, updated_at: atMs };
			await db.insertInto('environment_facts').values(row).execute();
		}
		const events = [objectChanged('facts', environment.id, isEmpty ? 'deleted' : 'changed')];
		const object = `facts of environment ${environment.name}`;
		await recordMutation(transaction, { atMs, subject, action: 'SetFacts', object, events });
	});
	return digest;
}

/** The facts a person wrote, or those in force. */
export async function getFacts(
	ports: Pick<Ports, 'store'>,
	request: { readonly environment: string; readonly effective: boolean },
): Promise<{ readonly facts: Facts; readonly digest: string }> {
	return ports.store.read(async ({ db }) => {
		const environment = await findEnvironment(db, request.environment);
		const written = await writtenFacts(db, environment.id);
		const facts = request.effective ? await effectiveFacts(db, environment) : written.facts;
		return { facts, digest: written.digest };
	});
}

/** Generated facts with the written ones over them. */
export async function effectiveFacts(db: Kysely<Database>, environment: EnvironmentRow): Promise<Facts> {
	const release = await findRelease(db, environment.release_id);
	const rows = await nodesOfEnvironment(db, environment.id);
	const nodes = rows.map((row) => ({ id: row.id as NodeId, name: row.name, roles: storedRoles(row) }));
	return overlayFacts(generateFacts({ environment, release, nodes }), (await writtenFacts(db, environment.id)).facts);
}

/** What a person wrote, with its digest. */
export async function writtenFacts(
	db: Kysely<Database>,
	environmentId: string,
): Promise<{ readonly facts: Facts; readonly digest: string }> {
	const row = await db
		.selectFrom('environment_facts')
		.select(['document', 'digest'])
		.where('environment_id', '=', environmentId)
		.executeTakeFirst();
	return row === undefined
		? { facts: NO_FACTS, digest: '' }
		: { facts: JSON.parse(row.document) as Facts, digest: row.digest };
}
