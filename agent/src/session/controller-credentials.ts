import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { type ConnectionOptions, createSecureContext, type TLSSocket } from 'node:tls';
import { ChannelCredentials } from '@grpc/grpc-js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { ControllerClock } from './controller-clock.js';
import { chainProblem, endsAtPin, pinOf, timeProblem } from './judge-chain.js';
import { openJudged } from './judged-connection.js';

/** PEM texts: the only root that is trusted, and who we are, if anybody yet. */
export interface Trust {
	readonly rootPem: string;
	readonly privateKeyPem?: string;
	readonly certificateChainPem?: string;
}

type ConnectorParameters = Parameters<ChannelCredentials['_createSecureConnector']>;
type SecureConnector = ReturnType<ChannelCredentials['_createSecureConnector']>;

const REFUSED_FOR_TIME: ReadonlySet<unknown> = new Set(['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED']);

/**
 * Trusts a controller that descends from the pinned root. TLS judges that by this machine's clock; where that clock is
 * known to be wrong, we judge by the controller's time instead. A certificate refused for its time makes the clock
 * doubtful, and fails this connection all the same.
 */
export class ControllerCredentials extends ChannelCredentials {
	readonly #trust: Trust;
	readonly #clock: ControllerClock;
	readonly #strict: ChannelCredentials;

	constructor(trust: Trust, clock: ControllerClock) {
		super();
		this.#trust = trust;
		this.#clock = clock;
		const [root, key, chain] = [trust.rootPem, trust.privateKeyPem, trust.certificateChainPem].map((pem) =>
			pem === undefined ? null : Buffer.from(pem),
		);
		this.#strict = ChannelCredentials.createSsl(root, key, chain);
	}

	override _isSecure(): boolean {
		return true;
	}

	override _equals(other: ChannelCredentials): boolean {
		return this === other;
	}

	override _createSecureConnector(...parameters: ConnectorParameters): SecureConnector {
		const strict = this.#strict._createSecureConnector(...parameters);
		const connect: SecureConnector['connect'] = (socket) =>
			this.#clock.isShifted ? this.#connectJudged(socket) : strict.connect(socket).catch(this.#doubtTime);
		return {
			connect,
			waitForReady: () => strict.waitForReady(),
			getCallCredentials: () => strict.getCallCredentials(),
			destroy: () => strict.destroy(),
		};
	}

	async #connectJudged(socket: Socket) {
		const { rootPem: ca, privateKeyPem: key, certificateChainPem: cert } = this.#trust;
		const secureContext = createSecureContext({ ca, key, cert });
		const options = { socket, secureContext, ALPNProtocols: ['h2'] };
		return { socket: await openByControllerTime(options, ca, this.#clock), secure: true };
	}

	readonly #doubtTime = (error: unknown): never => {
		if (error instanceof Error && 'code' in error && REFUSED_FOR_TIME.has(error.code)) {
			this.#clock.doubt();
		}
		throw error;
	};
}

/** Connects to a controller of the pinned root whose chain is valid by the controller's time. Throws CERTIFICATE_INVALID. */
export function openByControllerTime(
	options: ConnectionOptions,
	rootPem: string,
	clock: ControllerClock,
): Promise<TLSSocket> {
	return openJudged(options, (chain) => {
		const isOurs = endsAtPin(chain, pinOf(new X509Certificate(rootPem)));
		const lasting = isOurs ? chainProblem(chain) : 'has another root than the one that was pinned';
		const passing = timeProblem(chain, clock.wallMs());
		if (lasting === undefined && passing !== undefined) {
			clock.doubt();
		}
		const problem = lasting ?? passing;
		if (problem !== undefined) {
			throw new StokerError('CERTIFICATE_INVALID', `The certificate of the controller ${problem}.`);
		}
	});
}
