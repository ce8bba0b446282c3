import { describe, expect, it } from 'vitest';
import { parseLanPrint } from './bmc.js';
import { parseNodeMemory } from './numa.js';
import { parseMemory } from './parse-dmidecode.js';
import { parseMaxQueues, parseMaxSpeed, parseOffloads, parsePermanentAddress } from './parse-ethtool.js';
import { parseLldp } from './parse-lldp.js';
import { parseMountInfo } from './parse-mount-info.js';
import { parseWipefs } from './parse-wipefs.js';
import { isAccelerator, storageController } from './pci.js';

// From the documents of ipmitool, not captured.
const LAN_PRINT = `Set in Progress         : Set Complete
IP Address Source       : Static Address
IP Address              : 10.20.0.77
Subnet Mask             : 255.255.255.0
MAC Address             : 0C:C4:7A:01:02:03
SNMP Community String   : public
`;

// From the documents of lldpd (format json0), not captured.
const LLDP = `{"lldp": [{"interface": [
  {"name": "eno1", "via": "LLDP",
   "chassis": [{"id": [{"type": "mac", "value": "0c:c4:7a:aa:bb:cc"}], "name": [{"value": "leaf-3"}]}],
   "port": [{"id": [{"type": "ifname", "value": "Ethernet12"}], "descr": [{"value": "rack 7, unit 12"}]}]},
  {"name": "eno2"}]}]}`;

// Captured from wipefs 2.38 on two files, the second without anything.
const WIPEFS = `{
   "signatures": [
      {
         "device": "d.img",
         "offset": "0x438",
         "type": "ext4",
         "uuid": "44886802-9628-47a5-8c49-aecc6a1d02fa",
         "label": null
      }
   ]
}`;

// From the documents of dmidecode 3.4, not captured: two modules in four places, and an array that is no memory.
const MEMORY = `# dmidecode 3.4
Getting SMBIOS data from sysfs.
SMBIOS 3.2 present.

Handle 0x0030, DMI type 16, 23 bytes
Physical Memory Array
\tLocation: System Board Or Motherboard
\tUse: System Memory
\tError Correction Type: Multi-bit ECC
\tMaximum Capacity: 2 TB
\tNumber Of Devices: 4

Handle 0x0031, DMI type 17, 84 bytes
Memory Device
\tArray Handle: 0x0030
\tSize: 32 GB
\tForm Factor: DIMM
\tLocator: DIMM_B1
\tBank Locator: NODE 1
\tType: DDR4
\tSpeed: 3200 MT/s
\tManufacturer: Samsung
\tSerial Number: 39A1B2C3
\tPart Number: M393A4K40DB3-CWE
\tConfigured Memory Speed: 2933 MT/s

Handle 0x0032, DMI type 17, 40 bytes
Memory Device
\tSize: 16384 MB
\tLocator: DIMM_A1
\tType: DDR3
\tSpeed: 1600 MHz
\tManufacturer: Not Specified
\tSerial Number: Unknown
\tPart Number:
\tConfigured Clock Speed: Unknown

Handle 0x0033, DMI type 17, 40 bytes
Memory Device
\tSize: No Module Installed
\tLocator: DIMM_A2
\tType: Unknown

Handle 0x0040, DMI type 16, 23 bytes
Physical Memory Array
\tUse: Flash Memory
\tMaximum Capacity: 16 MB
\tNumber Of Devices: 1
`;

// Captured from ethtool 6.1 on a virtio card, cut.
const FEATURES = `Features for eth0:
rx-checksumming: on [fixed]
tx-checksumming: on
\ttx-checksum-ipv4: off [fixed]
\ttx-checksum-ip-generic: on
tcp-segmentation-offload: on
\ttx-tcp-mangleid-segmentation: off
tx-udp_tnl-segmentation: off [fixed]
rx-gro-hw: on [fixed]
`;
const CHANNELS = `Channel parameters for eth0:
Pre-set maximums:
RX:\t\tn/a
TX:\t\tn/a
Other:\t\tn/a
Combined:\t8
Current hardware settings:
RX:\t\tn/a
TX:\t\tn/a
Other:\t\tn/a
Combined:\t1
`;
const SETTINGS = `Settings for eth0:
\tSupported ports: [  ]
\tSupported link modes:   Not reported
\tSupported pause frame use: No
\tAdvertised link modes:  Not reported
\tSpeed: Unknown!
`;
// From the documents of ethtool, not captured.
const FAST_SETTINGS = `Settings for eno1:
\tSupported ports: [ FIBRE ]
\tSupported link modes:   1000baseT/Full
\t                        10000baseT/Full
\t                        25000baseCR/Full
\tSupported pause frame use: Symmetric
\tAdvertised link modes:  100000baseT/Full
`;

describe('parsers of what tools say', () => {
	it('read the management controller', () => {
		expect(parseLanPrint(LAN_PRINT)).toEqual({ address: '10.20.0.77', macAddress: '0c:c4:7a:01:02:03' });
		expect(parseLanPrint('IP Address              : 0.0.0.0\n')).toEqual({ address: '', macAddress: '' });
		expect(parseLanPrint('')).toEqual({ address: '', macAddress: '' });
	});

	it('read what is at the other end of a cable', () => {
		expect(parseLldp(LLDP).get('eno1')).toEqual({
			systemName: 'leaf-3',
			chassisId: '0c:c4:7a:aa:bb:cc',
			portId: 'Ethernet12',
			portDescription: 'rack 7, unit 12',
		});
		expect(parseLldp(LLDP).get('eno2')).toEqual({ systemName: '', chassisId: '', portId: '', portDescription: '' });
		for (const text of ['', '[]', '{"lldp":{}}', 'null', '{"lldp":[{"interface":[3,null]}]}']) {
			expect([...parseLldp(text)]).toEqual([]);
		}
	});

	it('read signatures', () => {
		const signature = { type: 'ext4', label: '', uuid: '44886802-9628-47a5-8c49-aecc6a1d02fa' };
		expect([...parseWipefs(WIPEFS)]).toEqual([['d.img', [signature]]]);
		for (const text of ['', '{"signatures":[\n\n]}', '{"signatures":[null,3,{}]}', '3']) {
			expect([...parseWipefs(text)]).toEqual([]);
		}
	});

	it('read mount points, white space included', () => {
		const text = '22 27 8:1 / /srv/a\\040b rw,relatime - ext4 /dev/sda1 rw\n23 27 8:1 /x /x rw - ext4 /dev/sda1 rw\n';
		expect([...parseMountInfo(text)]).toEqual([['8:1', ['/srv/a b', '/x']]]);
		expect([...parseMountInfo('')]).toEqual([]);
	});

	it('read permanent addresses and memory nodes', () => {
		expect(parsePermanentAddress('Permanent address: 52:54:00:AB:cd:ef\n')).toBe('52:54:00:ab:cd:ef');
		expect(parsePermanentAddress('Permanent address: 00:00:00:00:00:00\n')).toBe('');
		expect(parsePermanentAddress('Permanent address: not set\n')).toBe('');
		expect(parseNodeMemory('Node 0 MemTotal:       2035508 kB\nNode 0 MemFree: 1 kB\n')).toBe(2035508 * 1024);
	});

	it('read memory modules, and count the places', () => {
		expect(parseMemory(MEMORY)).toEqual({
			slots: 4,
			maximumBytes: 2 * 1024 ** 4,
			modules: [
				{
					slot: 'DIMM_A1',
					sizeBytes: 16 * 1024 ** 3,
					type: 'DDR3',
					speedMtPerSecond: 1600,
					manufacturer: '',
					partNumber: '',
					serialNumber: '',
				},
				{
					slot: 'DIMM_B1',
					sizeBytes: 32 * 1024 ** 3,
					type: 'DDR4',
					speedMtPerSecond: 2933,
					manufacturer: 'Samsung',
					partNumber: 'M393A4K40DB3-CWE',
					serialNumber: '39A1B2C3',
				},
			],
		});
		for (const text of ['', '# dmidecode 3.4\n/dev/mem: No such file or directory\n', 'Memory Device', ':\n\n: \n']) {
			expect(parseMemory(text)).toEqual({ slots: 0, maximumBytes: 0, modules: [] });
		}
	});

	it('read what a network card can do and can be told not to', () => {
		expect(parseOffloads(FEATURES)).toEqual([
			{ name: 'tcp-segmentation-offload', isOn: true },
			{ name: 'tx-checksum-ip-generic', isOn: true },
			{ name: 'tx-checksumming', isOn: true },
			{ name: 'tx-tcp-mangleid-segmentation', isOn: false },
		]);
		expect([parseMaxQueues(CHANNELS), parseMaxQueues(CHANNELS.replace('Combined:\t8', 'Combined:\tn/a'))]).toEqual([
			8, 0,
		]);
		expect(parseMaxQueues('Pre-set maximums:\nRX:\t\t16\nTX:\t\t8\nCombined:\t0\n')).toBe(8);
		expect([parseMaxSpeed(SETTINGS), parseMaxSpeed(FAST_SETTINGS)]).toEqual([0, 25_000]);
		expect([parseOffloads(''), parseMaxQueues(''), parseMaxSpeed('')]).toEqual([[], 0, 0]);
	});

	it('tell controllers that make arrays from others (classes of the PCI documents, not captured)', () => {
		const of = (pciClass: string, driver: string) =>
			storageController({ busPath: '', pciClass, pciId: '', driver, numaNode: -1 }).map(({ isRaid }) => isRaid);
		expect(of('010400', 'megaraid_sas')).toEqual([true]);
		expect(of('010700', 'smartpqi')).toEqual([true]);
		expect(of('010700', 'mpt3sas')).toEqual([false]);
		expect(of('010802', 'nvme')).toEqual([false]);
		expect(of('020000', 'ice')).toEqual([]);
	});

	it('tell what computes from what only shows', () => {
		const pci = (pciClass: string, pciId: string) => isAccelerator({ pciClass, pciId });
		expect(pci('030200', '10de:1db6')).toBe(true);
		expect(pci('120000', '1da3:1020')).toBe(true);
		expect(pci('030000', '10de:1c30')).toBe(true);
		expect(pci('030000', '1a03:2000')).toBe(false);
		expect(pci('020000', '8086:1572')).toBe(false);
	});
});
