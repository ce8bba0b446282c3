import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { Metadata, status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../model/diagnostic.js';
import { StokerError } from '../model/stoker-error.js';
import { Status } from '../wire/google/rpc/status.js';
import { CompressedDiagnosticList } from '../wire/stoker/v1/diagnostic.js';
import { MORE_PROBLEMS } from './fit-details.js';
import { ACCEPT_DETAILS, acceptsLongDetails, decodeStatus, encodeStatus } from './status.js';

function passedOn(error: StokerError) {
	const encoded = encodeStatus(error, 'request-1');
	return decodeStatus({ ...encoded, message: `5 X: ${encoded.details}` });
}

function headerBytes(error: StokerError): number {
	const headers = encodeStatus(error, 'request-1').metadata.toHttp2Headers();
	return Object.values(headers).join('').length + encodeURIComponent(error.message.slice(0, 1000)).length;
}

const DIAGNOSTIC: Diagnostic = {
	severity: 'error',
	code: 'TASK_TYPE_UNKNOWN',
	message: 'There is no task type "shel".',
	file: 'graphs/default.tasks.yaml',
	line: 3,
	column: 5,
	path: '[3].type',
	hint: 'Did you mean "shell"?',
};

describe('a status', () => {
	it('carries code, subject, next step, violations, retry delay and diagnostics across the wire', () => {
		const error = new StokerError('RELEASE_INVALID', 'The release has 1 error.', {
			subject: { release: 'fuel' },
			violations: [{ field: 'files', description: 'too many' }],
			diagnostics: [DIAGNOSTIC],
			retryAfterSeconds: 2.5,
		});
		expect(passedOn(error)).toEqual({
			code: 'RELEASE_INVALID',
			status: 'INVALID_ARGUMENT',
			message: 'The release has 1 error.',
			nextStep: error.nextStep,
			subject: { release: 'fuel' },
			requestId: 'request-1',
			violations: [{ field: 'files', description: 'too many' }],
			diagnostics: [DIAGNOSTIC],
			retryAfterSeconds: 2.5,
		});
	});

	it('stays below 16 KiB of headers and says how much is missing', () => {
		const text = 'ü'.repeat(5000);
		const error = new StokerError('RELEASE_INVALID', 'x'.repeat(5000), {
			subject: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, text])),
			violations: Array.from({ length: 500 }, () => ({ field: text, description: text })),
			diagnostics: Array.from({ length: 900 }, () => ({ ...DIAGNOSTIC, message: 'y'.repeat(100) })),
		});
		expect(headerBytes(error)).toBeLessThan(16 * 1024);
		const decoded = passedOn(error);
		const last = decoded.diagnostics.at(-1);
		expect(last?.code).toBe(MORE_PROBLEMS);
		expect(last?.message).toBe(`and ${900 - decoded.diagnostics.length + 1} more problems`);
		expect(decoded.violations.at(-1)?.description).toMatch(/^and \d+ more$/);
	});

	it('tells all of a thousand problems to a caller that takes long details', () => {
		const diagnostics = Array.from({ length: 1000 }, (_, index) => ({ ...DIAGNOSTIC, line: index + 1 }));
		const encoded = encodeStatus(new StokerError('RELEASE_INVALID', 'm', { diagnostics }), 'request-1', true);
		expect(decodeStatus({ ...encoded, message: '' }).diagnostics).toEqual(diagnostics);
	});

	it('stays below 60 KiB of headers for such a caller, whatever is wrong, and says how much is missing', () => {
		const noise = (length: number) => randomBytes(length).toString('base64');
		const error = new StokerError('RELEASE_INVALID', noise(5000), {
			subject: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, noise(400)])),
			violations: Array.from({ length: 500 }, () => ({ field: noise(50), description: noise(50) })),
			diagnostics: Array.from({ length: 900 }, () => ({ ...DIAGNOSTIC, message: noise(600), hint: noise(600) })),
		});
		const encoded = encodeStatus(error, 'request-1', true);
		expect(Object.values(encoded.metadata.toHttp2Headers()).join('').length).toBeLessThan(60 * 1024);
		const { diagnostics } = decodeStatus({ ...encoded, message: '' });
		const last = diagnostics.at(-1);
		expect(diagnostics.length).toBeGreaterThan(10);
		expect(last).toMatchObject({ code: MORE_PROBLEMS, message: `and ${900 - diagnostics.length + 1} more problems` });
	});

	it('is long only for those who say that they take it', () => {
		const metadata = new Metadata();
		expect(acceptsLongDetails(metadata)).toBe(false);
		metadata.set(ACCEPT_DETAILS.key, ACCEPT_DETAILS.value);
		expect(acceptsLongDetails(metadata)).toBe(true);
	});

	it('that inflates to more than anybody would send is read without its problems', () => {
		const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024));
		const value = CompressedDiagnosticList.encode({ deflated: bomb, inflatedBytes: 5 }).finish();
		const typeUrl = 'type.googleapis.com/stoker.v1.CompressedDiagnosticList';
		const details = [{ typeUrl, value: Buffer.from(value) }];
		const metadata = new Metadata();
		const encoded = Status.encode({ code: 3, message: 'm', details }).finish();
		metadata.set('grpc-status-details-bin', Buffer.from(encoded));
		expect(decodeStatus({ code: 3, details: 'm', message: 'm', metadata })).toMatchObject({ diagnostics: [] });
	});

	it('puts errors before warnings, so that a cut never hides one behind them', () => {
		const warning: Diagnostic = { severity: 'warning', code: 'W', message: 'w' };
		const error = new StokerError('RELEASE_INVALID', 'm', { diagnostics: [warning, DIAGNOSTIC] });
		expect(passedOn(error).diagnostics.map(({ severity }) => severity)).toEqual(['error', 'warning']);
	});

	it('of a peer that sends no details, or damaged ones, is the plain gRPC status', () => {
		const metadata = new Metadata();
		metadata.set('grpc-status-details-bin', Buffer.from([255, 255, 255]));
		const decoded = decodeStatus({ code: status.UNAVAILABLE, details: 'no route', message: 'm', metadata });
		expect(decoded).toMatchObject({ code: 'UNAVAILABLE', status: 'UNAVAILABLE', message: 'no route', requestId: '' });
		expect(decodeStatus({ message: 'cancelled here' })).toMatchObject({ code: 'UNKNOWN', message: 'cancelled here' });
	});

	it('with a code of a newer version keeps code and next step', () => {
		const newer = Object.assign(new StokerError('INTERNAL', 'm'), { code: 'BRAND_NEW' });
		Object.defineProperty(newer, 'status', { value: 'ABORTED' });
		Object.defineProperty(newer, 'nextStep', { value: 'Do this.' });
		expect(passedOn(newer)).toMatchObject({ code: 'BRAND_NEW', status: 'ABORTED', nextStep: 'Do this.' });
	});
});
