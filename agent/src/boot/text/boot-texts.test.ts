import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeWithProgram } from '../../../../test/support/needed-program.js';
import { crypttabText } from './crypttab.js';
import { newBootOrder, parseEfiEntries, staleEntries } from './efi-entries.js';
import { type FstabRow, fstabText } from './fstab.js';
import { grubConfigText, serialConsoleOf } from './grub-config.js';
import { grubDefaultsText } from './grub-defaults.js';
import { hostsText } from './hosts.js';
import { installedKernels } from './installed-kernels.js';
import { grubWords, kernelWords } from './kernel-line.js';
import { mdadmConfText } from './mdadm-conf.js';
import { linkFileText, udevRulesText } from './network-names.js';

const MARKS = {
	begin: '# Stoker wrote this when the machine was installed, to the end mark.',
	end: '# End of what Stoker wrote.',
};

const fstab = (isEnabled: boolean, options: string, passNumber: 0 | 1 | 2) => ({ isEnabled, options, passNumber });
const ROWS: readonly FstabRow[] = [
	{ uuid: 'b', type: 'swap', mount: 'swap', fstab: fstab(true, 'defaults', 0) },
	{ uuid: 'c', type: 'xfs', mount: '/var/lib/my data', fstab: fstab(true, 'noatime', 0) },
	{ uuid: '12AB-34CD', type: 'vfat', mount: '/boot/efi', fstab: fstab(true, 'defaults', 2) },
	{ uuid: 'a', type: 'ext4', mount: '/', fstab: fstab(true, 'defaults,errors=panic', 1) },
	{ uuid: 'd', type: 'ext4', mount: '/srv', fstab: fstab(false, '', 2) },
];

describe('fstab', () => {
	it('has mounts from above, swap last, lines that are off as comments', () => {
		expect(fstabText('', ROWS)).toBe(`${MARKS.begin}
UUID=a / ext4 defaults,errors=panic 0 1
#UUID=d /srv ext4 defaults 0 2
UUID=12AB-34CD /boot/efi vfat defaults,umask=0077,nofail,x-systemd.device-timeout=30s 0 2
UUID=c /var/lib/my\\040data xfs noatime 0 0
UUID=b none swap defaults,nofail,x-systemd.device-timeout=30s 0 0
${MARKS.end}
`);
	});

	it('keeps lines of the network, turns those of other disks and of our mounts into comments, and does so once', () => {
		const present =
			'# by hand\nnas:/home /home nfs ro 0 0\nUUID=z /old ext4 defaults 0 2\ntmpfs /var/lib/my\\040data tmpfs rw 0 0\n\n';
		const text = fstabText(present, ROWS);
		expect(text.split('\n').slice(0, 4)).toEqual([
			'# by hand',
			'nas:/home /home nfs ro 0 0',
			'# UUID=z /old ext4 defaults 0 2',
			'# tmpfs /var/lib/my\\040data tmpfs rw 0 0',
		]);
		expect(fstabText(text, ROWS)).toBe(text);
	});

	it('is read by the tools of the system as it was meant', () => {
		const file = join(mkdtempSync(join(tmpdir(), 'stoker-fstab-')), 'fstab');
		writeFileSync(file, fstabText('', ROWS));
		const columns = ['--json', '-o', 'SOURCE,TARGET'];
		const read = execFileSync('findmnt', ['--fstab', '--tab-file', file, ...columns], { encoding: 'utf8' });
		rmSync(dirname(file), { recursive: true });
		const rows = (JSON.parse(read) as { filesystems: { source: string; target: string }[] }).filesystems;
		expect(rows.map(({ source, target }) => `${source} ${target}`)).toEqual([
			'UUID=a /',
			'UUID=12AB-34CD /boot/efi',
			'UUID=c /var/lib/my data',
			'UUID=b none',
		]);
	});
});

describe('other tables of the system', () => {
	it('opens LUKS volumes by the UUID of their header', () => {
		const text = crypttabText('vault /dev/sdz none\n', [{ name: 'vault', uuid: 'u1' }]);
		expect(text).toBe(`# vault /dev/sdz none\n${MARKS.begin}\nvault UUID=u1 none luks,discard\n${MARKS.end}\n`);
		expect(crypttabText('', [])).toBe('');
	});

	it('knows arrays by UUID, whatever host name they carry', () => {
		const scan = `ARRAY /dev/md/os level=raid1 num-devices=2 metadata=1.2 name=bootstrap:os UUID=1:2:3:4\nARRAY /dev/md/boot metadata=1.0 UUID=5:6:7:8\nINACTIVE-ARRAY /dev/md9 x=y\n`;
		expect(mdadmConfText('MAILADDR root\nARRAY /dev/md0 UUID=9\n', scan)).toBe(`MAILADDR root
# ARRAY /dev/md0 UUID=9
${MARKS.begin}
HOMEHOST <ignore>
ARRAY /dev/md/boot metadata=1.0 UUID=5:6:7:8
ARRAY /dev/md/os metadata=1.2 UUID=1:2:3:4
${MARKS.end}
`);
		expect(mdadmConfText('MAILADDR root\n', '')).toBe('MAILADDR root\n');
	});

	it('gives cards names by address, as either udev reads it', () => {
		const card = { mac: '52:54:00:aa:bb:01', name: 'lan0' };
		expect(linkFileText(card)).toBe('[Match]\nMACAddress=52:54:00:aa:bb:01\nPath=?*\n\n[Link]\nName=lan0\n');
		expect(udevRulesText([card])).toBe(
			'SUBSYSTEM=="net", ACTION=="add", DRIVERS=="?*", ATTR{address}=="52:54:00:aa:bb:01", ATTR{type}=="1", NAME="lan0"\n',
		);
	});

	it('knows its own names in hosts, in place of those of the image', () => {
		const names = { hostName: 'node-1', fqdn: 'node-1.example.net' };
		const text = hostsText('127.0.0.1\tlocalhost\n127.0.1.1 debian\n10.0.0.1 master\n', names);
		expect(text).toBe(
			`127.0.0.1\tlocalhost\n# 127.0.1.1 debian\n10.0.0.1 master\n${MARKS.begin}\n127.0.1.1 node-1.example.net node-1\n${MARKS.end}\n`,
		);
		expect(hostsText(text, names)).toBe(text);
		expect(hostsText('', { hostName: 'a', fqdn: '' })).toContain('127.0.0.1 localhost\n');
	});
});

describe('the kernel line', () => {
	it('takes parameters apart as the kernel does, and adds consoles that are not named yet', () => {
		const line = { planned: 'quiet dyndbg="file a.c +p"', own: 'console=tty0', consoles: ['tty0', 'ttyS1,9600'] };
		expect(kernelWords(line)).toEqual(['quiet', 'dyndbg=file a.c +p', 'console=tty0', 'console=ttyS1,9600']);
	});

	it('survives the readers of GRUB and of the shell', () => {
		expect(grubWords(['memmap=4G$8G', 'a=b c', "o'clock", 'x;reboot'])).toBe(
			'"memmap=4G\\$8G" "a=b c" "o\'clock" "x;reboot"',
		);
		const words = ['memmap=4G$8G', "o'clock", '$(touch /tmp/never)', '`id`'];
		const text = grubDefaultsText('', { words, serial: undefined });
		const shell = execFileSync('sh', ['-c', `${text}printf %s "$GRUB_CMDLINE_LINUX"`], { encoding: 'utf8' });
		expect(shell).toBe(grubWords(words));
	});

	it('finds the serial console', () => {
		expect(serialConsoleOf(['console=ttyS1,9600n8', 'console=tty0'])).toEqual({ unit: 1, bitsPerSecond: 9600 });
		expect(serialConsoleOf(['quiet'])).toBeUndefined();
	});
});

describe('grub.cfg', () => {
	const text = grubConfigText({
		entries: [
			{
				title: 'Debian "12" $x, 6.1.0-50',
				kernelPath: '/vmlinuz-6.1.0-50',
				initrdPath: '/initrd.img-6.1.0-50',
				bootUuid: 'boot-uuid',
				words: ['root=/dev/mapper/os-root', 'ro', 'console=ttyS0', 'memmap=4G$8G'],
			},
		],
		serial: { unit: 0, bitsPerSecond: 115_200 },
		modules: [],
	});

	describeWithProgram('grub-script-check', 'read by GRUB', () => {
		it('is a script', () => {
			const check = (script: string) => spawnSync('grub-script-check', { input: script, stdio: 'pipe' }).status;
			expect(check(text)).toBe(0);
			expect(check(text.replace('}', ''))).not.toBe(0);
		});
	});

	it('starts the first entry from the file system that holds it', () => {
		expect(text).toBe(`# Stoker wrote this when the machine was installed; update-grub writes it anew.
set default=0
set timeout=3
serial --unit=0 --speed=115200
terminal_input console serial
terminal_output console serial
menuentry "Debian 12 x, 6.1.0-50" {
	search --no-floppy --fs-uuid --set=root boot-uuid
	linux /vmlinuz-6.1.0-50 root=/dev/mapper/os-root ro console=ttyS0 "memmap=4G\\$8G"
	initrd /initrd.img-6.1.0-50
}
`);
	});
});

describe('kernels', () => {
	it('are told with their initramfs, the newest first, those for rescue last', () => {
		const names = [
			'vmlinuz-5.9.0-3-amd64',
			'vmlinuz-5.10.0-1-amd64',
			'vmlinuz-5.10.0-rc2-amd64',
			'vmlinuz-0-rescue-abc',
			'vmlinuz-5.10.0-1-amd64.old',
			'initrd.img-5.10.0-1-amd64',
			'initramfs-0-rescue-abc.img',
			'config-5.10.0-1-amd64',
		];
		expect(installedKernels(names).map(({ version, initramfsName }) => [version, initramfsName])).toEqual([
			['5.10.0-1-amd64', 'initrd.img-5.10.0-1-amd64'],
			['5.10.0-rc2-amd64', ''],
			['5.9.0-3-amd64', ''],
			['0-rescue-abc', 'initramfs-0-rescue-abc.img'],
		]);
	});
});

describe('entries of the firmware', () => {
	const shown = `BootCurrent: 0003
Timeout: 0 seconds
BootOrder: 0003,0001,0007,0000
Boot0000* UiApp	FvVol(7cb8bdc9)
Boot0001* Stoker DISKA	HD(2,GPT,AAAA-1,0x1000,0x20000)/File(\\EFI\\BOOT\\BOOTX64.EFI)
Boot0003* UEFI PXEv4 (MAC:525400123456)	PciRoot(0x0)
Boot0007  Old system	HD(2,GPT,bbbb-2,0x1000,0x20000)/File(\\EFI\\old\\shim.efi)
`;

	it('are read', () => {
		expect(parseEfiEntries(shown)).toMatchObject({ current: '0003', order: ['0003', '0001', '0007', '0000'] });
		expect(parseEfiEntries(shown).entries.map(({ number }) => number)).toEqual(['0000', '0001', '0003', '0007']);
	});

	it('that name our label or a partition we own go', () => {
		expect(staleEntries(parseEfiEntries(shown), 'Stoker ', ['BBBB-2'])).toEqual(['0001', '0007']);
	});

	it('keep what the machine was started from first, then have ours', () => {
		expect(newBootOrder(parseEfiEntries(shown), 'Stoker ')).toEqual(['0003', '0001', '0007', '0000']);
		expect(newBootOrder({ ...parseEfiEntries(shown), current: '0001' }, 'Stoker ')).toEqual([
			'0001',
			'0003',
			'0007',
			'0000',
		]);
	});
});
