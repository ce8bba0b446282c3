import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addFleetOptions } from './fleet-flags.js';

function parse(...args: readonly string[]) {
	const command = addFleetOptions(new Command('fleet').exitOverride().configureOutput({ writeErr: () => undefined }));
	command.parse(['--controller', 'master', '--count', '3', ...args], { from: 'user' });
	return command.opts();
}

describe('the flags of a fleet', () => {
	it('reads seconds, percentages and numbers', () => {
		expect(parse('--task-seconds', '0.5-20', '--fail', '2.5%', '--slow', '10', '--slots', '4')).toMatchObject({
			count: 3,
			taskSeconds: { least: 0.5, most: 20 },
			fail: 0.025,
			slow: 0.1,
			slots: 4,
		});
		expect(parse('--task-seconds', '7')).toMatchObject({ taskSeconds: { least: 7, most: 7 } });
	});

	it('has defaults that do no harm', () => {
		expect(parse()).toMatchObject({ taskSeconds: { least: 1, most: 5 }, fail: 0, slow: 0, slots: 1, json: false });
	});

	it.each([
		['--task-seconds', '5-2', 'must be seconds'],
		['--task-seconds', '-1', 'must be seconds'],
		['--fail', '101%', 'percentage'],
		['--slow', 'many', 'percentage'],
		['--count', '0', 'whole number from 1'],
		['--slots', '1.5', 'whole number from 1'],
		['--name-prefix', 'Fleet_', 'small letters'],
	])('refuses %s %s', (flag, value, message) => {
		expect(() => parse(`${flag}=${value}`)).toThrow(message);
	});
});
