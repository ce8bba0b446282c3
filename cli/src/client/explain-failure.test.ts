import type { DecodedStatus } from '@stoker/shared/codec/status.js';
import { describe, expect, it } from 'vitest';
import { explainFailure } from './explain-failure.js';
import type { Target } from './target.js';

/** Issued to a viewer by the root below; it has ended long ago. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBgTCCASagAwIBAgIQQHEOZBxoZoluKaslJM4YMzAKBggqhkjOPQQDAjAfMR0w
GwYDVQQDExRTdG9rZXIgcm9vdCA0OWQ3NDFlMTAeFw0yNTEwMTUxMTUzNDZaFw0y
NjEwMTYxMTUzNDZaMA4xDDAKBgNVBAMTA2V2YTBZMBMGByqGSM49AgEGCCqGSM49
AwEHA0IABAwSEgQTU38HuF5MP67ckh76hVThbjJ62FECivqdIBw44L7X4AItsEHG
vZGgMQOh0XipzELbp+uSiFHgdtMWeyajVTBTMAwGA1UdEwEB/wQCMAAwDgYDVR0P
AQH/BAQDAgeAMBMGA1UdJQQMMAoGCCsGAQUFBwMCMB4GA1UdEQQXMBWGE3N0b2tl
cjovL3ZpZXdlci9ldmEwCgYIKoZIzj0EAwIDSQAwRgIhALxu0pYKn9TOIffRVc3x
o758tUY4CKd2gi7jWflK8/nKAiEAo4LQTRebEdlMrNYEwyB5KGgiGLr8hE/YbNa3
t70Q3rw=
-----END CERTIFICATE-----`;
const ROOT = `-----BEGIN CERTIFICATE-----
MIIBYjCCAQigAwIBAgIQSY+3BGN543Ol+meoZasTbTAKBggqhkjOPQQDAjAfMR0w
GwYDVQQDExRTdG9rZXIgcm9vdCA0OWQ3NDFlMTAeFw0yNjExMTkxMTUzNDZaFw0z
NjExMTcxMTUzNDZaMB8xHTAbBgNVBAMTFFN0b2tlciByb290IDQ5ZDc0MWUxMFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZY8TzzIifWQdYS2jy3cu4FslAa9FYPMu
+BVeAUtSjD7nSXAc1JabVF0eQT4vXB1XnJZdyYpjhWoQ1fXiTvpOB6MmMCQwEgYD
VR0TAQH/BAgwBgEB/wIBADAOBgNVHQ8BAf8EBAMCAQYwCgYIKoZIzj0EAwIDSAAw
RQIgJu6MXy8FsaucSEXUA373t7wZvaoTLf5bhLy1+sIy8vICIQCxVO1gFEfjLuzb
/innm6AuCyV71GPBNg3ENjjW2eFYZw==
-----END CERTIFICATE-----`;
const OTHER_ROOT = `-----BEGIN CERTIFICATE-----
MIIBYzCCAQigAwIBAgIQYLaSyMbCdudVos3B8oIkMDAKBggqhkjOPQQDAjAfMR0w
GwYDVQQDExRTdG9rZXIgcm9vdCA5OTg3MDkyZDAeFw0yNjExMTkxMTUzNDhaFw0z
NjExMTcxMTUzNDhaMB8xHTAbBgNVBAMTFFN0b2tlciByb290IDk5ODcwOTJkMFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE3mF+jtS2OL9W0eWjBMjBabgmZUEyxw4Y
D1u5n2PR/51a+TLoekof1T9sxOAGLFOwPrWxfIbORpphvU5eWO5J16MmMCQwEgYD
VR0TAQH/BAgwBgEB/wIBADAOBgNVHQ8BAf8EBAMCAQYwCgYIKoZIzj0EAwIDSQAw
RgIhAOrRaa8CqBs+ikcAYCWuC5fzX/r78JNJD+xEJaMQgC+NAiEAuogngWXcEklu
sTYK62wfHDNP4JHC3eFEInNZ+KpT9O4=
-----END CERTIFICATE-----`;

const TLS: Target = { kind: 'tls', address: 'master:7442', ca: ROOT, certificate: CERTIFICATE, key: '' };
const SOCKET: Target = { kind: 'socket', path: '/run/admin.sock' };
const WHILE_VALID_MS = Date.parse('2025-11-14T11:53:46.000Z');
const LATER_MS = Date.parse('2099-01-01T00:00:00Z');

function explain(status: string, message: string, target: Target = TLS, nowMs = WHILE_VALID_MS): DecodedStatus {
	const bare = { code: status, status, message, nextStep: '', subject: {}, requestId: '' };
	const failed = { ...bare, violations: [], diagnostics: [], retryAfterSeconds: undefined };
	return explainFailure(failed, target, nowMs);
}

describe('a call that no controller answered', () => {
	it('names the place and the reason', () => {
		const refused = 'No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:7442.';
		expect(explain('UNAVAILABLE', refused)).toMatchObject({
			code: 'UNAVAILABLE',
			message: 'No controller answers at master:7442 (ECONNREFUSED).',
			subject: { address: 'master:7442' },
		});
		expect(explain('UNAVAILABLE', 'Name resolution failed for target dns:master:7442').message).toContain(
			'its name cannot be resolved',
		);
		expect(explain('UNAVAILABLE', 'connect ENOENT /run/admin.sock', SOCKET).message).toBe(
			'No controller answers at /run/admin.sock (ENOENT).',
		);
	});

	it('tells another controller from none', () => {
		const other = 'Last error: Error: self-signed certificate in certificate chain. Resolution note: ';
		expect(explain('UNAVAILABLE', other)).toMatchObject({ code: 'CONTROLLER_UNTRUSTED', status: 'UNAUTHENTICATED' });
	});

	it('says when the own certificate is the reason', () => {
		const dropped = 'No connection established. Last error: Failed to connect (2026-01-01T00:00:00.000Z).';
		expect(explain('UNAVAILABLE', dropped, TLS, LATER_MS)).toMatchObject({
			code: 'CERTIFICATE_EXPIRED',
			status: 'UNAUTHENTICATED',
			nextStep: 'Ask an administrator for a fresh one: `stoker credential issue`.',
		});
		const foreign: Target = { ...TLS, ca: OTHER_ROOT };
		expect(explain('UNAVAILABLE', dropped, foreign)).toMatchObject({ code: 'CERTIFICATE_INVALID' });
		expect(explain('UNAVAILABLE', dropped)).toMatchObject({
			code: 'UNAVAILABLE',
			message: 'What answers at master:7442 ends the connection at once.',
		});
	});

	it('knows another door by what it does not know', () => {
		expect(explain('UNIMPLEMENTED', 'The server does not implement the method').nextStep).toContain('admin door');
	});

	it('is left alone when a controller did answer', () => {
		const answered = { ...explain('UNAVAILABLE', 'stopping'), message: 'stopping', requestId: 'request-1' };
		expect(explainFailure(answered, TLS, LATER_MS)).toBe(answered);
	});
});
