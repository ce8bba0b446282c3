import { expect, test } from 'vitest';
import { sha256 } from '../../../../test/support/storage-examples.js';
import { machineDisk, machineWith } from '../../../../test/support/storage-machine.js';
import { layoutFromAny } from '../schema/layout-from-any.js';
import { planStorage } from './plan-storage.js';

const inventory = { ...machineWith(machineDisk('sda', { serial: 'A' })), firmware: 'uefi' } as const;

function problemsOf(format: string, type: string) {
	const document = {
		disks: [{ id: 'a', selector: { serial: 'A' } }],
		partitions: [{ id: 'data', diskId: 'a', sizeBytes: '1 GiB' }],
		fileSystems: [{ id: 'fs', onId: 'data', type, mount: type === 'swap' ? 'swap' : '/data' }],
		images: [{ id: 'image', targetId: 'fs', uri: 'https://images.example/one', format }],
	};
	const { layout, diagnostics } = layoutFromAny(document, inventory, undefined);
	expect(diagnostics).toEqual([]);
	const planned = layout && planStorage({ inventory, layout, seed: '', consents: [], sha256 });
	expect(planned?.plan === undefined).toBe(planned?.diagnostics.length === 1);
	return planned?.diagnostics.map(({ code, path, message, hint }) => ({ code, path, message, hint }));
}

test.each([
	['ext4', 'xfs'],
	['ext2', 'ext4'],
	['iso9660', 'ext4'],
	['swap', 'vfat'],
])('an image of %s is refused where the layout has %s', (format, type) => {
	expect(problemsOf(format, type)).toEqual([
		{
			code: 'IMAGE_FORMAT_MISMATCH',
			path: 'images[0].format',
			message: `The image image is ${format}, and the file system that it is written to, fs (/data), is ${type}`,
			hint: `Take an image of ${type}, or let the file system be ${format}.`,
		},
	]);
});

test.each([
	['xfs', 'xfs'],
	['raw', 'ext4'],
	['qcow2', 'btrfs'],
	['tar', 'xfs'],
	['squashfs', 'ext4'],
])('an image of %s may be written where the layout has %s', (format, type) => {
	expect(problemsOf(format, type)).toEqual([]);
});
