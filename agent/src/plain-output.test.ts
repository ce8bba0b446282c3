import { encodeStatus } from '@stoker/shared/codec/status.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { expect, it } from 'vitest';
import { describeFailure, plainLog } from './plain-output.js';
import { CallRefused } from './session/refusal.js';

it('tells a person why joining failed and what to do, whoever refused', () => {
	const spent = new StokerError('TOKEN_USED_UP', 'Every use of the join token is spent.');
	const refused = new CallRefused({ ...encodeStatus(spent, 'request-1'), message: '' });
	const next = 'Next: Make a fresh one with `stoker token create --uses N`.\n';
	expect(describeFailure(refused)).toBe(
		`stoker-agent: Every use of the join token is spent. (TOKEN_USED_UP, request request-1)\n${next}`,
	);
	expect(describeFailure(spent)).toBe(`stoker-agent: Every use of the join token is spent. (TOKEN_USED_UP)\n${next}`);
	expect(describeFailure(new TypeError('x is no function'))).toContain('TypeError: x is no function\n    at ');
});

it('logs for a person without fields', () => {
	let text = '';
	const log = plainLog((part) => (text += part));
	log.debug({}, 'unseen');
	log.info({ nodeId: '7' }, 'waiting for `stoker node accept`');
	expect(text).toBe('stoker-agent: waiting for `stoker node accept`\n');
});
