import { X509Certificate } from 'node:crypto';
import { hostname } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { MASTER_NODE_ID } from '@stoker/shared/model/ids.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { stringify } from 'yaml';
import { hostOf } from '../config/host-port.js';
import type { Configuration } from '../config/settings.js';
import { nodeBinding } from '../domain/enrolment.js';
import type { CertificateAuthority } from '../identity/certificate-authority.js';
import { digestKey } from '../identity/peer-certificate.js';
import { isSubjectName } from '../identity/subject-uri.js';
import { appendAudit } from '../service/audit.js';
import { recordCertificate } from '../service/certificates.js';
import { insertNode, nodeChanged } from '../service/node-record.js';
import { insertToken } from '../service/tokens.js';
import { createDataFolder, type DataFolderPaths } from '../store/data-folder.js';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.js';
import type { Store } from '../store/store.js';
import { createAuthority } from '../system/authority-folder.js';
import { PRIVATE_FILE, PUBLIC_FILE, readTextIfPresent, writeDurably } from '../system/durable-file.js';

/** What `stokerd init` is asked for. */
export interface InitialiseRequest {
	readonly configuration: Configuration;
	/** Name of the first administrator. */
	readonly adminName: string;
	/** Where the configuration lies, or is written to when there is none. */
	readonly configurationPath: string;
	readonly clock: Clock;
}

/** What was made. */
export interface Initialised {
	readonly dataFolder: string;
	readonly contextFile: string;
	readonly tokenFile: string;
	/** Undefined: there was a configuration already. */
	readonly configurationFile: string | undefined;
	readonly pin: string;
}

const CONTEXT_FILE = 'admin.context.yaml';
const TOKEN_FILE = 'master-agent.token';
const MASTER_TOKEN_TTL_SECONDS = 30 * 24 * 60 * 60;
const AUDIT = { actor: 'local-root', requestId: 'init', digest: '' };

/**
 * Makes a data folder with everything a controller needs to run. The folder counts only when all of it is durable:
 * killed before that, the next attempt says that the remains must be removed.
 * Throws DATA_FOLDER_EXISTS, DATA_FOLDER_INVALID, DATA_FOLDER_IN_USE or INVALID_REQUEST.
 */
export async function initialise(request: InitialiseRequest): Promise<Initialised> {
	const { configuration, adminName, clock } = request;
	if (!isSubjectName('admin', adminName)) {
		const description = 'must be 1 to 64 of a-z, 0-9, dot, dash and underscore, with a letter or digit at both ends';
		throw new StokerError('INVALID_REQUEST', `"${adminName}" cannot be the name of an administrator.`, {
			violations: [{ field: '--admin', description }],
		});
	}
	const folder = createDataFolder(configuration.dataFolder);
	try {
		const authority = await createAuthority(folder.paths.ca, clock.wallMs());
		const store = await openSqliteStore({ path: folder.paths.database });
		try {
			await writeCredentials(request, { store, authority, paths: folder.paths });
		} finally {
			await store.close();
		}
		const configurationFile = writeConfiguration(request, folder.paths.root);
		folder.complete();
		return {
			dataFolder: folder.paths.root,
			contextFile: join(folder.paths.root, CONTEXT_FILE),
			tokenFile: join(folder.paths.root, TOKEN_FILE),
			configurationFile,
			pin: authority.pin,
		};
	} finally {
		folder.close();
	}
}

interface Surroundings {
	readonly store: Store;
	readonly authority: CertificateAuthority;
	readonly paths: DataFolderPaths;
}

async function writeCredentials(
	{ configuration, adminName, clock }: InitialiseRequest,
	{ store, authority, paths }: Surroundings,
): Promise<void> {
	const atMs = clock.wallMs();
	const subject = { name: adminName, role: 'admin' } as const;
	const { issued, certificatePem, keyPem } = await authority.issueCredential(subject, atMs);
	const keyDigest = digestKey(new X509Certificate(issued.der).publicKey);
	const { joinToken } = await store.write(async (transaction) => {
		await recordCertificate(transaction, { issued, subject, keyDigest, tokenId: undefined });
		const hardware = { systemUuid: '', serialNumber: '', macAddresses: [], instance: MASTER_NODE_ID };
		const introduction = { hardware, hostName: MASTER_NODE_ID, agentVersion: '' };
		const state = { status: 'discover', statusMessage: '', pending: undefined, atMs } as const;
		await insertNode(transaction, { id: MASTER_NODE_ID, ...introduction, ...state });
		await transaction.appendEvents([nodeChanged(MASTER_NODE_ID, 'discover', 'Made by init.', atMs)]);
		await appendAudit(transaction, { ...AUDIT, atMs, action: 'Init', object: `admin ${adminName}`, outcome: 'ok' });
		const wish = { ttlSeconds: MASTER_TOKEN_TTL_SECONDS, uses: 1, requiresAccept: false };
		const bound = { ...wish, hardware: nodeBinding(MASTER_NODE_ID) };
		return insertToken(transaction, { wish: bound, audit: AUDIT, atMs, pin: authority.pin });
	});
	const address = adminAddress(configuration);
	const context = { address, ca: authority.certificatePem, certificate: certificatePem, key: keyPem };
	const contexts = stringify({ current: adminName, contexts: { [adminName]: context } });
	writeDurably(join(paths.root, CONTEXT_FILE), contexts, PRIVATE_FILE);
	writeDurably(join(paths.root, TOKEN_FILE), `${joinToken}\n`, PRIVATE_FILE);
}

/** A door that listens everywhere is reached by the first advertised name, or this machine's. */
function adminAddress(configuration: Configuration): string {
	const { host, port, isAnywhere } = hostOf(configuration['listen.admin']);
	const name = isAnywhere ? (configuration['advertise.names'][0] ?? hostname()) : host;
	return `${name}:${port}`;
}

/** Writes down what was given to init, so that `stokerd run` needs no flags; never touches a file that is there. */
function writeConfiguration({ configuration, configurationPath }: InitialiseRequest, root: string): string | undefined {
	const path = resolve(configurationPath);
	if (readTextIfPresent(path) !== undefined) {
		return undefined;
	}
	const content = {
		dataFolder: isAbsolute(configuration.dataFolder) ? configuration.dataFolder : root,
		listen: {
			enrol: configuration['listen.enrol'],
			agents: configuration['listen.agents'],
			admin: configuration['listen.admin'],
			https: configuration['listen.https'],
		},
		advertise: { names: configuration['advertise.names'] },
	};
	const comment = '# Settings of stokerd; `stokerd config` shows all that are in force.\n';
	writeDurably(path, comment + stringify(content), PUBLIC_FILE);
	return path;
}
