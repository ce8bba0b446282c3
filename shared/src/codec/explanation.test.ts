import { describe, expect, it } from 'vitest';
import {
	SAMPLE_BLOCKERS,
	SAMPLE_NODE_SUBJECT,
	sampleExplanation,
	sampleRunning,
} from '../../../test/support/explanation-samples.js';
import type { BlockerView, ExplanationView } from '../model/explanation.js';
import { Blocker, GetExplanationResponse } from '../wire/stoker/v1/explanation.js';
import { decodeBlocker, encodeBlocker } from './blocker.js';
import { decodeExplanation, encodeExplanation } from './explanation.js';

function sent(explanation: ExplanationView): ExplanationView {
	const bytes = GetExplanationResponse.encode(encodeExplanation(explanation)).finish();
	return decodeExplanation(GetExplanationResponse.decode(bytes));
}

describe('explanations', () => {
	it.each(Object.values<BlockerView>(SAMPLE_BLOCKERS))('carry what holds a run back: $kind', (blocker) => {
		expect(decodeBlocker(Blocker.decode(Blocker.encode(encodeBlocker(blocker)).finish()))).toEqual(blocker);
	});

	it('arrive as they were sent, whatever was asked about', () => {
		const explained = { run: sampleRunning('app', 1), blockers: [SAMPLE_BLOCKERS.agent_silent] };
		for (const subject of [{ kind: 'deployment' }, SAMPLE_NODE_SUBJECT, { kind: 'run', explained }] as const) {
			const explanation = sampleExplanation({ subject });
			expect(sent(explanation)).toEqual(explanation);
		}
	});

	it('refuse what holds a run back in a way they do not know', () => {
		expect(() => decodeBlocker({ kind: undefined })).toThrow(expect.objectContaining({ code: 'PROTOCOL_MISMATCH' }));
	});
});
