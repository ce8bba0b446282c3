import type { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, constants } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { splitAddress } from './address.js';
import type { ControllerClock } from './controller-clock.js';
import { chainProblem, endsAtPin, timeProblem } from './judge-chain.js';
import { openJudged } from './judged-connection.js';
import { SERVER_NAME } from './server-name.js';

interface Meeting {
	/** HOST:PORT of the enrol door. */
	readonly address: string;
	/** SHA-256 of the root's public key (SubjectPublicKeyInfo, DER), hexadecimal. */
	readonly pin: string;
	readonly clock: ControllerClock;
}

const ANSWER_TIMEOUT_MS = 10_000;
/** An empty question of gRPC: not compressed, no bytes. */
const EMPTY_MESSAGE = Buffer.alloc(5);

/**
 * Looks at who answers at a door: its chain must end at the pinned root and be that of a controller. Where the chain is
 * not valid by the clock, or the clock is doubted, the controller is asked for its time and must be valid by that; from
 * then on the clock tells it. Returns the root (PEM). Throws PIN_MISMATCH, CERTIFICATE_INVALID or NOT_SERVING.
 */
export async function meetController(meeting: Meeting): Promise<string> {
	const { address, pin, clock } = meeting;
	const subject = { controller: address };
	let chain: readonly X509Certificate[] = [];
	const invalid = (problem: string) =>
		new StokerError('CERTIFICATE_INVALID', `The certificate of ${address} ${problem}.`, { subject });
	const socket = await openJudged({ ...splitAddress(address), ALPNProtocols: ['h2'] }, (shown) => {
		if (!endsAtPin(shown, pin)) {
			const message = `${address} shows another root certificate than the token names.`;
			throw new StokerError('PIN_MISMATCH', message, { subject });
		}
		const problem = chainProblem(shown);
		if (problem !== undefined) {
			throw invalid(problem);
		}
		chain = shown;
	}).catch((error: unknown) => {
		throw error instanceof StokerError ? error : unreachable(address, error);
	});
	try {
		if (timeProblem(chain, clock.wallMs()) !== undefined || clock.isDoubted) {
			const toldMs = await askTime(socket).catch((error: unknown) => {
				throw unreachable(address, error);
			});
			const problem = timeProblem(chain, toldMs);
			if (problem !== undefined) {
				throw invalid(problem);
			}
			clock.hear(toldMs);
		}
	} finally {
		socket.destroy();
	}
	return chain.at(-1)?.toString() ?? '';
}

function unreachable(address: string, cause: unknown): StokerError {
	const why = cause instanceof Error ? cause.message : String(cause);
	const subject = { controller: address };
	return new StokerError('NOT_SERVING', `${address} cannot be reached: ${why}.`, { subject, cause });
}

/** The date of an answer: of the health service, which everybody may ask. */
async function askTime(socket: TLSSocket): Promise<number> {
	const session = connect(`https://${SERVER_NAME}`, { createConnection: () => socket });
	try {
		const failed = once(session, 'error').then(([error]) => Promise.reject(error as Error));
		const stream = session.request({
			':method': 'POST',
			':path': '/grpc.health.v1.Health/Check',
			'content-type': 'application/grpc',
			te: 'trailers',
		});
		stream.setTimeout(ANSWER_TIMEOUT_MS, () => stream.destroy(new Error('no answer')));
		stream.end(EMPTY_MESSAGE);
		const [headers] = (await Promise.race([once(stream, 'response'), failed])) as [Record<string, unknown>];
		stream.close(constants.NGHTTP2_CANCEL);
		const toldMs = Date.parse(String(headers['date']));
		if (Number.isNaN(toldMs)) {
			throw new Error('the answer tells no date');
		}
		return toldMs;
	} finally {
		session.destroy();
	}
}
