import { X509Certificate } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@stoker/shared/model/ports.js';
import type { AgentIdentity, IdentityStore } from '../system/identity-store.js';
import type { ControllerClock } from './controller-clock.js';
import { pinOf } from './judge-chain.js';
import { meetController } from './meet-controller.js';
import { reconnectDelayMs, refusedDelayMs } from './reconnect.js';
import { CallRefused } from './refusal.js';
import { certificateTimes, renew } from './renew.js';
import { AgentSession, type SessionEnd } from './session.js';

type SessionSettings = ConstructorParameters<typeof AgentSession>[0];

interface ControllerLinkOptions {
	readonly identity: AgentIdentity;
	readonly store: IdentityStore;
	/** What every session is made with, but for the identity, which is renewed. */
	readonly session: Omit<SessionSettings, 'identity'>;
	readonly clock: ControllerClock;
	readonly log: Log;
	/** From 0 to 1; spreads the herd. */
	readonly random: () => number;
}

/** Renewal is looked at this often: no timer of days that a sleeping machine would stretch. */
const RENEWAL_LOOK_MS = 60_000;
/** After a renewal that failed. */
const RENEWAL_RETRY_MS = 10 * 60_000;

/**
 * Keeps one session to the controller open: connects, comes back after losses with jitter, and renews the certificate
 * at two thirds of its life. Ends only when it is told to.
 */
export class ControllerLink {
	readonly #options: ControllerLinkOptions;
	readonly #stop = new AbortController();
	#identity: AgentIdentity;
	#session: AgentSession | undefined;
	#failures = 0;
	#lostAtMs: number;
	#renewalNotBeforeMs = 0;

	constructor(options: ControllerLinkOptions) {
		this.#options = options;
		this.#identity = options.identity;
		this.#lostAtMs = options.clock.monotonicMs();
	}

	/** Serves until {@link close}. */
	async run(): Promise<void> {
		const renewals = setInterval(() => this.#renewIfDue(), RENEWAL_LOOK_MS);
		try {
			while (!this.#stop.signal.aborted) {
				const delayMs = await this.#connectOnce();
				await this.#wait(delayMs);
			}
		} finally {
			clearInterval(renewals);
		}
	}

	close(): void {
		this.#stop.abort();
		this.#session?.close();
	}

	/** The inventory was looked at anew. */
	inventoryChanged(): void {
		this.#session?.inventoryChanged();
	}

	/** One session, if the certificate allows one; returns how long to wait before the next. */
	async #connectOnce(): Promise<number> {
		const { clock, random, session: settings } = this.#options;
		if (!(await this.#settleClock())) {
			this.#failures += 1;
			return this.#delayAfter({ kind: 'lost', refusal: undefined }, false);
		}
		if (clock.wallMs() >= certificateTimes(this.#identity).endsAtMs && !(await this.#tryRenew())) {
			return refusedDelayMs(random());
		}
		if (this.#stop.signal.aborted) {
			return 0;
		}
		const session = new AgentSession({ ...settings, identity: this.#identity });
		this.#session = session;
		settings.supervisor.listen(session);
		const end = await session.run();
		settings.supervisor.listen(undefined);
		this.#session = undefined;
		if (session.isWelcome) {
			this.#failures = 0;
			this.#lostAtMs = clock.monotonicMs();
		} else {
			this.#failures += 1;
		}
		return this.#delayAfter(end, session.isWelcome);
	}

	async #delayAfter(end: SessionEnd, wasWelcome: boolean): Promise<number> {
		const { clock, log, random } = this.#options;
		if (end.kind === 'closed') {
			return 0;
		}
		if (end.kind === 'reconnect_after') {
			return end.delayMs;
		}
		const refusal = end.refusal;
		if (refusal?.status.code === 'CERTIFICATE_EXPIRED' && (await this.#tryRenew())) {
			return 0;
		}
		if (refusal !== undefined && !refusal.isTransient) {
			const delayMs = refusedDelayMs(random());
			log.error({ ...describe(refusal), delayMs }, 'the controller refused the session');
			return delayMs;
		}
		const sinceLostMs = clock.monotonicMs() - this.#lostAtMs;
		const delayMs = reconnectDelayMs({ failures: this.#failures, sinceLostMs, random: random() });
		const problem = refusal === undefined ? {} : describe(refusal);
		log.warn({ ...problem, wasWelcome, delayMs }, 'no session with the controller, trying again');
		return delayMs;
	}

	/** Asks the controller for its time where ours, or a certificate, cannot be right; false when it cannot be asked. */
	async #settleClock(): Promise<boolean> {
		const { clock, log } = this.#options;
		const { beginsAtMs, endsAtMs } = certificateTimes(this.#identity);
		const nowMs = clock.wallMs();
		if (!clock.isHeard && (nowMs < beginsAtMs || nowMs >= endsAtMs)) {
			clock.doubt();
		}
		if (!clock.isDoubted) {
			return true;
		}
		try {
			const { enrolAddress: address, rootPem } = this.#identity;
			await meetController({ address, pin: pinOf(new X509Certificate(rootPem)), clock });
			const aheadSeconds = Math.round((nowMs - clock.wallMs()) / 1000);
			log.warn({ aheadSeconds, isShifted: clock.isShifted }, "compared this machine's clock with the controller's");
			return true;
		} catch (error) {
			log.warn({ err: error }, "the controller's time could not be asked");
			return false;
		}
	}

	#renewIfDue(): void {
		const { clock } = this.#options;
		// Before the controller was heard nobody knows what time it is; connecting finds out.
		const isDue = clock.isHeard && clock.wallMs() >= certificateTimes(this.#identity).renewAtMs;
		if (isDue && clock.monotonicMs() >= this.#renewalNotBeforeMs) {
			this.#renewalNotBeforeMs = clock.monotonicMs() + RENEWAL_RETRY_MS;
			// The session in force still has the old certificate: closing it opens the next one with the new.
			void this.#tryRenew().then((isRenewed) => isRenewed && this.#session?.close());
		}
	}

	async #tryRenew(): Promise<boolean> {
		const { clock, log, store } = this.#options;
		try {
			this.#identity = await renew(this.#identity, store, clock);
			log.info({ nodeId: this.#identity.nodeId }, 'certificate renewed');
			return true;
		} catch (error) {
			const problem = error instanceof CallRefused ? describe(error) : { err: error };
			log.error(problem, 'certificate could not be renewed');
			return false;
		}
	}

	async #wait(delayMs: number): Promise<void> {
		await pause(delayMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
	}
}

function describe(refusal: CallRefused): object {
	const { code, message, nextStep, requestId } = refusal.status;
	return { code, problem: message, nextStep, requestId };
}
