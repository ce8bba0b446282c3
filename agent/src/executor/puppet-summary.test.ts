import { expect, test } from 'vitest';
import { parsePuppetSummary } from './puppet-summary.js';

// As Puppet 7.23 wrote it.
const CAPTURED = `---
version:
  config: 1795181109
  puppet: 7.23.0
application:
  run_mode: user
resources:
  changed: 2
  corrective_change: 0
  failed: 1
  failed_to_restart: 0
  out_of_sync: 3
  restarted: 1
  scheduled: 0
  skipped: 4
  total: 12
time:
  file: 0.04504439
  total: 0.07943945
  last_run: 1795181103
changes:
  total: 2
events:
  failure: 1
  success: 2
  total: 3
`;

test('what Puppet counted is read', () => {
	expect(parsePuppetSummary(CAPTURED)).toEqual({
		total: 12,
		changed: 2,
		failed: 1,
		failedToRestart: 0,
		outOfSync: 3,
		skipped: 4,
		restarted: 1,
		seconds: 0.07943945,
	});
});

test.each([
	['empty', ''],
	['cut off', CAPTURED.slice(0, 130)],
	['of a run that never got to its resources', '---\nversion:\n  config:\nevents:\n  total: 0\n'],
	['no mapping', '- 1\n'],
	['no YAML', '{{{'],
	['of negative numbers', CAPTURED.replace('failed: 1', 'failed: -1')],
])('a summary that is %s says nothing', (_name, text) => {
	expect(parsePuppetSummary(text)).toBeUndefined();
});
