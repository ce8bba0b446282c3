import { describe, expect, it } from 'vitest';
import { Diagnostic } from '../wire/stoker/v1/diagnostic.js';
import { decodeDiagnostic, encodeDiagnostic } from './diagnostic.js';

describe('a diagnostic', () => {
	it('crosses the wire unchanged, without the fields it lacks', () => {
		const whole = {
			severity: 'warning',
			code: 'TASK_UNUSED',
			message: 'No node gets this task.',
			file: 'graphs/default.tasks.yaml',
			line: 3,
			column: 5,
			path: '[3].role',
			hint: 'Give it a role.',
		} as const;
		const bare = { severity: 'error', code: 'C', message: 'm' } as const;
		for (const diagnostic of [whole, bare]) {
			const bytes = Diagnostic.encode(encodeDiagnostic(diagnostic)).finish();
			expect(decodeDiagnostic(Diagnostic.decode(bytes))).toEqual(diagnostic);
		}
	});

	it('of a severity this version does not know counts as an error', () => {
		expect(decodeDiagnostic(Diagnostic.fromPartial({ severity: 9 as never, code: 'C' })).severity).toBe('error');
	});
});
