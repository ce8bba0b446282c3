import { expect, test } from 'vitest';
import { formatText } from './format-text.js';

const values = {
	CLUSTER_ID: 1,
	MASTER_IP: '10.20.0.2',
	SETTINGS: { LOGGING: { level: 'info' }, PORTS: [80, 443], isOn: true },
	NOBODY: undefined,
};

test.each([
	['ls /x/{CLUSTER_ID} {MASTER_IP}', 'ls /x/1 10.20.0.2'],
	['{SETTINGS.LOGGING.level} {SETTINGS[PORTS][1]} {SETTINGS.isOn}', 'info 443 True'],
	['{{CLUSTER_ID}} {CLUSTER_ID!s}', '{CLUSTER_ID} 1'],
	['no braces', 'no braces'],
])('%s is formatted', (text, expected) => {
	expect(formatText(text, values)).toBe(expected);
});

test.each([
	"awk '{ print $1 }' {CLUSTER_ID}",
	'{UNKNOWN} {CLUSTER_ID}',
	'{NOBODY}',
	'{} {CLUSTER_ID}',
	'{SETTINGS}',
	'{SETTINGS.__proto__}',
	'{CLUSTER_ID',
	'CLUSTER_ID} {{',
	'{CLUSTER_ID:05d}',
	'/^a{2,3}$/',
])('%s stays as it is', (text) => {
	expect(formatText(text, values)).toBe(text);
});
