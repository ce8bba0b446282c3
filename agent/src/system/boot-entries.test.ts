import { describe, expect, it } from 'vitest';
import { networkEntry, parseBootEntries } from './boot-entries.js';

/** `efibootmgr -v` 17 in a virtual machine with OVMF, one disk and one network card. */
const CAPTURED = `BootCurrent: 0001
Timeout: 0 seconds
BootOrder: 0001,0003,0002,0005,0000,0007
Boot0000* UiApp\tFvVol(7cb8bdc9-f8eb-4f34-aaea-3ee4af6516a1)/FvFile(462caa21-7614-4503-836e-8ab6f4662331)
Boot0001* UEFI Misc Device\tPciRoot(0x0)/Pci(0x5,0x0)N.....YM....R,Y.
Boot0002* UEFI PXEv4 (MAC:525400123456)\tPciRoot(0x0)/Pci(0x3,0x0)/MAC(525400123456,1)N.....YM....R,Y.
Boot0003* UEFI PXEv4 (MAC:525400123456) 2\tPciRoot(0x0)/Pci(0x3,0x0)/MAC(525400123456,1)/IPv4(0.0.0.00.0.0.0,0,0)N.....YM....R,Y.
Boot0005* UEFI HTTPv4 (MAC:525400123456)\tPciRoot(0x0)/Pci(0x3,0x0)/MAC(525400123456,1)/IPv4(0.0.0.00.0.0.0,0,0)/Uri()N.....YM....R,Y.
Boot0007* EFI Internal Shell\tFvVol(7cb8bdc9-f8eb-4f34-aaea-3ee4af6516a1)/FvFile(7c04a583-9e3e-4f1c-ad65-e05268d0b4d1)
`;

describe('what the firmware may start', () => {
	it('is read in the order in which the firmware tries it', () => {
		const entries = parseBootEntries(CAPTURED);
		expect(entries.map(({ number }) => number)).toEqual(['0001', '0003', '0002', '0005', '0000', '0007']);
		expect(entries[0]).toEqual({ number: '0001', title: 'UEFI Misc Device', isActive: true, isNetwork: false });
	});

	it('has the first network card of the order as the way to the network', () => {
		expect(networkEntry(parseBootEntries(CAPTURED))?.number).toBe('0003');
	});

	it('has no way to the network where every such entry is switched off, or there is none', () => {
		expect(networkEntry(parseBootEntries(CAPTURED.replaceAll(/^(Boot000[235])\*/gm, '$1 ')))).toBeUndefined();
		expect(networkEntry(parseBootEntries('EFI variables are not supported on this system.'))).toBeUndefined();
	});

	it('has entries that the order does not name behind all others', () => {
		const entries = parseBootEntries(CAPTURED.replace('0001,0003,0002,0005,0000,0007', '0005'));
		expect(entries[0]?.number).toBe('0005');
		expect(networkEntry(entries)?.number).toBe('0005');
	});
});
