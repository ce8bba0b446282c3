import type { ProvisionedSystem } from '@stoker/shared/storage/provisioned-system.js';
import { describe, expect, it } from 'vitest';
import { localtimeTarget, type SystemFacts, systemFiles } from './system-files.js';

const SYSTEM: ProvisionedSystem = {
	hostName: 'node-1',
	fqdn: '',
	networkCards: [{ mac: '52:54:00:aa:bb:01', name: 'eth0' }],
	consoles: [],
	kernelParameters: '',
	sshKeys: [],
	timeZone: 'Europe/Berlin',
	seed: { kind: 'nocloud', metaData: 'instance-id: node-1\n', userData: '#cloud-config\n', networkConfig: '' },
	agent: undefined,
};

const FACTS: SystemFacts = {
	traits: { hasSystemd: true, mdadmPath: '/etc/mdadm/mdadm.conf', hasTimezoneFile: true, hasInitramfsTools: true },
	rows: [],
	encrypted: [],
	arrays: '',
	isLayered: false,
	system: SYSTEM,
	present: () => '',
};

function pathsOf(facts: Partial<SystemFacts>): readonly string[] {
	return systemFiles({ ...FACTS, ...facts }).map(({ path }) => path);
}

describe('files of an installed system', () => {
	it('are its names, cards, time zone and the seed that cloud-init finds', () => {
		expect(pathsOf({})).toEqual([
			'/etc/fstab',
			'/etc/hostname',
			'/etc/hosts',
			'/etc/timezone',
			'/etc/systemd/network/10-stoker-eth0.link',
			'/var/lib/cloud/seed/nocloud/meta-data',
			'/var/lib/cloud/seed/nocloud/user-data',
		]);
		expect(
			systemFiles(FACTS)
				.filter(({ path }) => path.includes('/nocloud/'))
				.map(({ mode }) => mode),
		).toEqual([0o600, 0o600]);
		expect(localtimeTarget(SYSTEM)).toBe('../usr/share/zoneinfo/Europe/Berlin');
	});

	it('are rules of udev where there is no systemd', () => {
		const traits = { ...FACTS.traits, hasSystemd: false, hasTimezoneFile: false };
		const files = systemFiles({ ...FACTS, traits });
		expect(files.find(({ path }) => path.endsWith('70-persistent-net.rules'))?.text).toContain('NAME="eth0"');
		expect(files.find(({ path }) => path.endsWith('75-persistent-net-generator.rules'))?.text).toBe('');
		expect(files.map(({ path }) => path)).not.toContain('/etc/timezone');
	});

	it('are tables of disks alone where nothing else is said of the system', () => {
		const arrays = 'ARRAY /dev/md/os metadata=1.2 UUID=1:2:3:4\n';
		const given = { system: undefined, arrays, encrypted: [{ name: 'vault', uuid: 'u' }] };
		expect(pathsOf(given)).toEqual(['/etc/fstab', '/etc/crypttab', '/etc/mdadm/mdadm.conf']);
	});

	it('let udev finish before the initial file system is left, where arrays or volumes are put together', () => {
		const script = systemFiles({ ...FACTS, isLayered: true }).find(({ path }) => path.includes('initramfs-tools'));
		expect(script).toMatchObject({ path: '/etc/initramfs-tools/scripts/local-bottom/stoker-settle', mode: 0o755 });
		const traits = { ...FACTS.traits, hasInitramfsTools: false };
		expect(pathsOf({ isLayered: true, traits })).toEqual(pathsOf({}));
	});

	it('leave a table alone that has nothing of ours and nothing to take out', () => {
		const present = (path: string) => (path === '/etc/crypttab' ? '# <target> <source>\n' : '');
		expect(pathsOf({ system: undefined, present })).toEqual(['/etc/fstab']);
	});
});
