import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import type { Configuration } from './config/settings.js';
import { ServerIdentity } from './door/server-identity.js';
import type { CertificateAuthority } from './identity/certificate-authority.js';
import { ClockGuard } from './identity/clock-guard.js';
import { serverNames } from './identity/server-certificate.js';
import { loadLastWallMs, saveLastWallMs } from './service/clock-record.js';
import type { IdentityContext } from './service/enrolment.js';
import type { Store } from './store/store.js';
import { ensureServerCredential, loadAuthority } from './system/authority-folder.js';

/** What identity is built from. */
export interface IdentityParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly log: Log;
	readonly configuration: Configuration;
	readonly hostName: string;
	/** The folder of the authority. */
	readonly folder: string;
	readonly onRevoked: (nodeId: NodeId, reason: string) => void;
}

/** Everything the doors need to know who is who. */
export interface ComposedIdentity {
	readonly context: IdentityContext;
	readonly server: ServerIdentity;
	/** Stops the upkeep, remembering the time once more. */
	close(): Promise<void>;
}

const UPKEEP_MS = 60_000;

/** Loads the authority, makes sure the doors have a certificate, and keeps certificate and clock record fresh. */
export async function composeIdentity(parts: IdentityParts): Promise<ComposedIdentity> {
	const { store, clock, log, onRevoked } = parts;
	const authority = await loadAuthority(parts.folder);
	const clockGuard = new ClockGuard(clock, await loadLastWallMs(store));
	if (clockGuard.hasJumped()) {
		log.warn({}, 'clock is behind the last time seen, certificates are not judged');
	}
	const server = new ServerIdentity(authority.certificatePem, (await renewServer(parts, authority)).credential);
	const upkeep = async () => {
		if (!clockGuard.hasJumped()) {
			await saveLastWallMs(store, clock.wallMs());
			const { credential, isNew } = await renewServer(parts, authority);
			if (isNew) {
				server.replace(credential);
				log.info({}, 'server certificate renewed');
			}
		}
	};
	await upkeep();
	const timer = setInterval(() => {
		upkeep().catch((error: unknown) => log.error({ err: error }, 'upkeep of certificates failed'));
	}, UPKEEP_MS).unref();
	return {
		context: { store, authority, clock, clockGuard, onRevoked },
		server,
		close: async () => {
			clearInterval(timer);
			if (!clockGuard.hasJumped()) {
				await saveLastWallMs(store, clock.wallMs());
			}
		},
	};
}

async function renewServer({ folder, hostName, configuration, clock }: IdentityParts, authority: CertificateAuthority) {
	const names = serverNames(hostName, configuration['advertise.names']);
	return ensureServerCredential(folder, authority, { names, nowMs: clock.wallMs() });
}
