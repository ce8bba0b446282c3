import { describe, expect, it } from 'vitest';
import { type BareonFlags, bareonCommand, withHyphens } from './bareon-flags.js';
import { hashPasswords } from './hash-passwords.js';

function read(...words: readonly string[]): BareonFlags {
	let flags: BareonFlags | undefined;
	bareonCommand('1')
		.configureOutput({ writeErr: () => undefined })
		.action((given: BareonFlags) => {
			flags = given;
		})
		.parse(['node', 'bareon-provision', ...withHyphens(words)]);
	if (flags === undefined) {
		throw new Error('nothing was called');
	}
	return flags;
}

describe('the command line of old', () => {
	it('reads the file that was always read, as it was', () => {
		expect(read()).toMatchObject({ dataDriver: 'nailgun', inputDataFile: '/tmp/provision.json' });
	});

	it.each([
		['--data_driver', 'nailgun_simple', '--input_data_file', '/x_y.json', '--debug'],
		['--data-driver=nailgun_simple', '--input-data-file=/x_y.json', '-d', '-v'],
		['--config-file', '/etc/bareon/bareon.conf', '--data_driver=nailgun_simple', '--input_data_file=/x_y.json'],
		['--log_file', '/var/log/x', '--nodebug', '--input_data_file=/x_y.json', '--data_driver=nailgun_simple'],
	])('takes %s', (...words) => {
		expect(read(...words)).toMatchObject({ dataDriver: 'nailgun_simple', inputDataFile: '/x_y.json' });
	});

	it('leaves the data as they are', () => {
		expect(read('--input_data', '{"a_b": 1}').inputData).toBe('{"a_b": 1}');
		expect(read('--input_data={"--a_b": 1}').inputData).toBe('{"--a_b": 1}');
	});

	it('refuses other drivers and unknown settings', () => {
		expect(() => read('--data_driver', 'swift')).toThrow('nailgun, nailgun_simple, generic, ironic');
		expect(() => read('--frobnicate')).toThrow('unknown option');
	});
});

it('passwords are hashed and go nowhere else; hashes and accounts without any stay', async () => {
	const accounts = [
		{ name: 'a', password: 'clear' },
		{ name: 'b', password: 'x', hashed_password: '$6$b' },
		{ name: 'c' },
	];
	const hash = (password: string) => Promise.resolve(`hash of ${password}`);
	expect(await hashPasswords({ ks_meta: { user_accounts: accounts, gw: 'x' } }, hash)).toEqual({
		ks_meta: {
			gw: 'x',
			user_accounts: [{ name: 'a', password: '', hashed_password: 'hash of clear' }, accounts[1], accounts[2]],
		},
	});
	expect(await hashPasswords([1], hash)).toEqual([1]);
});
