import { describe, expect, it } from 'vitest';
import { readProvisionedSystem } from './read-provisioned-system.js';

const WHOLE = {
	hostName: 'node-1',
	fqdn: 'node-1.example.net',
	networkCards: [{ mac: '52:54:00:AA:BB:01', name: 'eth0' }],
	consoles: ['tty0', 'ttyS0,115200'],
	kernelParameters: 'nomodeset net.ifnames=0',
	sshKeys: ['ssh-ed25519 AAAA somebody@example.net'],
	timeZone: 'Europe/Berlin',
	seed: { kind: 'nocloud', metaData: 'instance-id: node-1\n', userData: '#cloud-config\n', networkConfig: '' },
	agent: { controller: 'master.example.net:7440', token: 'pin.secret', stateFolder: '/srv/agent' },
};

function problemsOf(change: Record<string, unknown>): readonly string[] {
	const read = readProvisionedSystem({ ...WHOLE, ...change });
	return 'value' in read ? [] : read.diagnostics.map(({ path }) => path ?? '');
}

describe('readProvisionedSystem', () => {
	it('reads everything that is said, hardware addresses in lower case', () => {
		expect(readProvisionedSystem(WHOLE)).toEqual({
			value: { ...WHOLE, networkCards: [{ mac: '52:54:00:aa:bb:01', name: 'eth0' }] },
		});
	});

	it('needs no more than a host name', () => {
		expect(readProvisionedSystem({ hostName: 'a' })).toEqual({
			value: {
				hostName: 'a',
				fqdn: '',
				networkCards: [],
				consoles: [],
				kernelParameters: '',
				sshKeys: [],
				timeZone: '',
				seed: { kind: 'none', metaData: '', userData: '', networkConfig: '' },
				agent: undefined,
			},
		});
	});

	it('leaves the token in the usual state folder', () => {
		const read = readProvisionedSystem({ hostName: 'a', agent: { controller: '[fd00::1]:7440', token: 't' } });
		expect(read).toMatchObject({ value: { agent: { stateFolder: '/var/lib/stoker-agent' } } });
	});

	it.each([
		['a host name that would write a second line of /etc/hosts', { hostName: 'a\n10.0.0.1 master' }, 'hostName'],
		['a domain with an empty label', { fqdn: 'node..net' }, 'fqdn'],
		[
			'a name of a card that is a path',
			{ networkCards: [{ mac: '52:54:00:aa:bb:01', name: '../x' }] },
			'networkCards[0].name',
		],
		['kernel parameters with a second line', { kernelParameters: 'a\nGRUB_X=$(id)' }, 'kernelParameters'],
		['a key with a second line', { sshKeys: ['ssh-rsa A\nssh-rsa B'] }, 'sshKeys[0]'],
		['a time zone that leaves its folder', { timeZone: '../../etc/shadow' }, 'timeZone'],
		['a console with more than a device and options', { consoles: ['ttyS0 init=/bin/sh'] }, 'consoles[0]'],
		['a state folder that goes upwards', { agent: { ...WHOLE.agent, stateFolder: '/a/../etc' } }, 'agent.stateFolder'],
		['a seed without meta data', { seed: { kind: 'nocloud', userData: 'x' } }, 'seed.metaData'],
		['texts of a seed that there is not', { seed: { kind: 'none', userData: 'x' } }, 'seed.userData'],
		[
			'meta data of a configdrive that are no JSON',
			{ seed: { kind: 'configdrive', metaData: 'a: 1' } },
			'seed.metaData',
		],
		['a text too long for the kernel', { kernelParameters: 'x'.repeat(2048) }, 'kernelParameters'],
	])('refuses %s', (_, change, path) => {
		expect(problemsOf(change)).toEqual([path]);
	});

	it('refuses a hardware address or a name that is given twice', () => {
		const cards = [
			{ mac: '52:54:00:aa:bb:01', name: 'eth0' },
			{ mac: '52:54:00:AA:BB:01', name: 'eth0' },
		];
		expect(problemsOf({ networkCards: cards })).toEqual(['networkCards', 'networkCards']);
	});

	it('tells all problems at once, and never the token', () => {
		const read = readProvisionedSystem({ hostNme: 'x', agent: { controller: 'nowhere', token: 'secret\nsecret' } });
		expect('diagnostics' in read ? read.diagnostics.map(({ path }) => path) : []).toEqual([
			'hostName',
			'agent.controller',
			'agent.token',
			'',
		]);
		expect(JSON.stringify(read)).not.toContain('secret');
	});
});
