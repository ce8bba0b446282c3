import { NO_CONTENT } from '@stoker/shared/storage/inventory.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalDigest } from './canonical-digest.js';
import { discover, firmwareOf } from './discover.js';
import { disksOf } from './disks-of.js';
import { instanceOfRoot, withoutPlaceholder } from './hardware-identity.js';
import { busPathOf, parseSpeed } from './network-cards.js';
import { parseLsblk } from './parse-lsblk.js';
import { parseOsRelease } from './parse-os-release.js';

// Of util-linux 2.38 on a server with SATA and NVMe disks, cut to the columns that matter here.
const LSBLK = `{"blockdevices": [
  {"name":"zram0","kname":"zram0","path":"/dev/zram0","maj:min":"253:0","type":"disk","size":4294967296,"model":null,"serial":null,"wwn":null,"tran":null,"rota":false,"rm":false,"log-sec":4096,"phy-sec":4096},
  {"name":"sr0","kname":"sr0","path":"/dev/sr0","maj:min":"11:0","type":"rom","size":1073741312,"model":"QEMU DVD-ROM","serial":"QM3","wwn":null,"tran":"ata","rota":true,"rm":true,"log-sec":2048,"phy-sec":2048},
  {"name":"sda","kname":"sda","path":"/dev/sda","maj:min":"8:0","type":"disk","size":1000204886016,"model":"ST1000NM0033-9ZM173 ","serial":"Z1W5ABCD","wwn":"0x5000c500a1b2c3d4","tran":"sata","rota":true,"rm":false,"log-sec":512,"phy-sec":512},
  {"name":"nvme0n1","kname":"nvme0n1","path":"/dev/nvme0n1","maj:min":"259:0","type":"disk","size":960197124096,"model":"SAMSUNG MZQLB960HAJR-00007","serial":"S437NA0M","wwn":"eui.36344830","tran":"nvme","rota":false,"rm":false,"log-sec":512,"phy-sec":512},
  {"name":"loop0","kname":"loop0","path":"/dev/loop0","maj:min":"7:0","type":"loop","size":67108864,"model":null,"serial":null,"wwn":null,"tran":null,"rota":false,"rm":false,"log-sec":512,"phy-sec":512}]}`;

// Captured from util-linux 2.27: everything is text.
const OLD_LSBLK =
	'{"blockdevices": [{"name":"sda","kname":"sda","path":"/dev/sda","maj:min":"8:0","type":"disk","size":"8589934592","model":"QEMU HARDDISK   ","serial":"QM1","wwn":null,"tran":"ata","rota":"1","rm":"0","log-sec":"512","phy-sec":"512"}]}';

describe('lsblk', () => {
	it('gives the disks by name, without memory disks, drives and loop devices', () => {
		const sources = { udev: new Map(), signatures: new Map(), mounts: new Map(), partitions: new Map() };
		const disks = disksOf({ ...sources, devices: parseLsblk(LSBLK) });
		expect(disks.map((disk) => disk.name)).toEqual(['nvme0n1', 'sda']);
		expect(disks[1]).toMatchObject({
			device: '/dev/sda',
			sizeBytes: 1000204886016,
			model: 'ST1000NM0033-9ZM173',
			serial: 'Z1W5ABCD',
			wwn: '0x5000c500a1b2c3d4',
			transport: 'sata',
			isRotational: true,
			logicalSectorBytes: 512,
			content: NO_CONTENT,
		});
	});

	it('of old versions gives the same', () => {
		expect(parseLsblk(OLD_LSBLK)).toMatchObject([{ sizeBytes: 8589934592, isRotational: true, isRemovable: false }]);
	});

	it('that makes no sense gives no devices', () => {
		for (const text of ['', 'lsblk: failed', '{}', '{"blockdevices":[null,3]}']) {
			expect(parseLsblk(text)).toEqual([]);
		}
		fc.assert(fc.property(fc.json(), (text) => Array.isArray(parseLsblk(text))));
	});
});

describe('small parsers', () => {
	it('read the operating system', () => {
		const text = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n';
		expect(parseOsRelease(text)).toBe('Debian GNU/Linux 12');
		expect(parseOsRelease('NAME=Arch\n')).toBe('Arch');
	});

	it('read what the kernel says of network cards', () => {
		expect([parseSpeed('25000'), parseSpeed('-1'), parseSpeed('')]).toEqual([25000, 0, 0]);
		expect(busPathOf('/sys/devices/pci0000:00/0000:00:03.0/virtio0')).toBe('0000:00:03.0');
		expect(busPathOf('')).toBe('');
	});

	it('take no firmware placeholder for an identity', () => {
		for (const text of [
			'To Be Filled By O.E.M.',
			'None',
			'0000000000',
			'Default string',
			'00000000-0000-0000-0000-000000000000',
		]) {
			expect(withoutPlaceholder(text)).toBe('');
		}
		expect(withoutPlaceholder('VMware-42 1c')).toBe('VMware-42 1c');
	});

	it('tell the firmware', () => {
		expect([firmwareOf(['acpi', 'efi']), firmwareOf(['acpi']), firmwareOf([])]).toEqual(['uefi', 'bios', '']);
	});
});

describe('the digest', () => {
	it('does not depend on the order of keys', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
				const turned = Object.fromEntries(Object.entries(value).reverse());
				expect(canonicalDigest(turned)).toBe(canonicalDigest(value));
			}),
		);
		expect(canonicalDigest({ a: 1 })).not.toBe(canonicalDigest({ a: 2 }));
	});
});

describe('agents on one machine', () => {
	it('differ by their root', () => {
		expect(instanceOfRoot('/')).toBe('');
		expect(instanceOfRoot('/srv/a')).not.toBe(instanceOfRoot('/srv/b'));
	});
});

describe('this machine', () => {
	it('has what every machine has', async () => {
		const inventory = await discover();
		expect(inventory.memoryBytes).toBeGreaterThan(0);
		expect(inventory.cpu.threads).toBeGreaterThan(0);
		expect(inventory.system.kernel).not.toBe('');
	});
});
