import { describe, expect, it } from 'vitest';
import { parseLanPrint } from './bmc.js';
import { parsePermanentAddress } from './network-cards.js';
import { parseNodeMemory } from './numa.js';
import { parseLldp } from './parse-lldp.js';
import { parseMountInfo } from './parse-mount-info.js';
import { parseWipefs } from './parse-wipefs.js';
import { isAccelerator } from './pci.js';

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

	it('tell what computes from what only shows', () => {
		const pci = (pciClass: string, pciId: string) => isAccelerator({ pciClass, pciId });
		expect(pci('030200', '10de:1db6')).toBe(true);
		expect(pci('120000', '1da3:1020')).toBe(true);
		expect(pci('030000', '10de:1c30')).toBe(true);
		expect(pci('030000', '1a03:2000')).toBe(false);
		expect(pci('020000', '8086:1572')).toBe(false);
	});
});
