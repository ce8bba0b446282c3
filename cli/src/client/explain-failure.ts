import { X509Certificate } from 'node:crypto';
import type { DecodedStatus } from '@stoker/shared/codec/status.js';
import { describeTarget, type Target, type TlsTarget } from './target.js';

type Explanation = Pick<DecodedStatus, 'message' | 'nextStep'> & Partial<Pick<DecodedStatus, 'code' | 'status'>>;

const CHECK = 'Check that stokerd runs and that the address is right: `stoker context show`.';
const ASK = 'Ask an administrator for a fresh one: `stoker credential issue`.';

/** Where no controller answered, says so instead of the transport's own words, which help nobody. */
export function explainFailure(decoded: DecodedStatus, target: Target, nowMs: number): DecodedStatus {
	const explanation = decoded.requestId === '' ? explain(decoded, target, nowMs) : undefined;
	return explanation === undefined
		? decoded
		: { ...decoded, ...explanation, subject: { address: describeTarget(target) } };
}

function explain({ status, message }: DecodedStatus, target: Target, nowMs: number): Explanation | undefined {
	const place = describeTarget(target);
	switch (status) {
		case 'DEADLINE_EXCEEDED':
			return {
				message: `The controller at ${place} did not answer in time.`,
				nextStep: 'Try again, or wait longer with --timeout.',
			};
		case 'UNIMPLEMENTED':
			return {
				message: `What answers at ${place} does not know this call.`,
				nextStep: 'Name the admin door of the controller, 7442 unless configured otherwise; or its version is another.',
			};
		case 'UNAVAILABLE':
			return (target.kind === 'tls' ? explainTls(message, target, nowMs) : undefined) ?? explainSilence(message, place);
		default:
			return undefined;
	}
}

function explainSilence(message: string, place: string): Explanation {
	const reason = /ECONN[A-Z]+|ENOENT|ENOTFOUND|EACCES|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/.exec(message)?.[0];
	const isUnnamed = /name resolution failed/i.test(message);
	const why = isUnnamed ? ' (its name cannot be resolved)' : reason === undefined ? '' : ` (${reason})`;
	return { message: `No controller answers at ${place}${why}.`, nextStep: CHECK };
}

/** What is wrong with the certificates of either side; undefined when it is something else. */
function explainTls(message: string, target: TlsTarget, nowMs: number): Explanation | undefined {
	const { address } = target;
	const refused = { status: 'UNAUTHENTICATED' } as const;
	if (/self-signed certificate|unable to (?:get|verify)|altname/i.test(message)) {
		return {
			...refused,
			code: 'CONTROLLER_UNTRUSTED',
			message: `What answers at ${address} is not the controller that this context belongs to.`,
			nextStep: 'Check the address; if it is right, somebody may sit in between, or the controller was made anew.',
		};
	}
	const own = readCertificate(target.certificate);
	if (own !== undefined && Date.parse(own.validTo) <= nowMs) {
		const ended = new Date(own.validTo).toISOString().slice(0, 16).replace('T', ' ');
		const what = `The certificate of this context ended on ${ended} UTC.`;
		return { ...refused, code: 'CERTIFICATE_EXPIRED', message: what, nextStep: ASK };
	}
	const root = readCertificate(target.ca);
	if (own !== undefined && root !== undefined && !own.checkIssued(root)) {
		const what = 'The certificate of this context was not issued by the controller it names.';
		return { ...refused, code: 'CERTIFICATE_INVALID', message: what, nextStep: ASK };
	}
	if (/failed to connect|socket hang up|ssl alert/i.test(message) && !/ECONN|E[A-Z]+UNREACH|ETIMEDOUT/.test(message)) {
		const nextStep =
			'Check the address. The controller may not take the certificate of this context, or the clocks differ.';
		return { message: `What answers at ${address} ends the connection at once.`, nextStep };
	}
	return undefined;
}

function readCertificate(pem: string): X509Certificate | undefined {
	try {
		return new X509Certificate(pem);
	} catch {
		return undefined;
	}
}
