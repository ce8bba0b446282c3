import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Version of the kernel that a small system pretends to have. */
export const SMALL_KERNEL = '6.1.0-9-test';

interface SmallSystem {
	/** Whether it has a GRUB of its own; otherwise that of this machine is to be installed. */
	readonly hasGrub: boolean;
	readonly hasKernel?: boolean;
	/** Whether it brings an initial file system. */
	readonly hasInitramfs?: boolean;
	readonly hasMaker?: boolean;
}

const MAKER = `#!/bin/sh
# update-initramfs -c|-u -t -k VERSION
[ "$1" = -u ] && [ ! -e "/boot/initrd.img-$4" ] && exit 0
echo "made with $(cat /etc/mdadm/mdadm.conf /etc/crypttab /etc/systemd/network/*.link 2>/dev/null | wc -l) lines" > "/boot/initrd.img-$4"
echo "update-initramfs $*"
`;

/** Puts a system into a folder that is just enough to have a boot loader: real GRUB, a kernel that is none. */
export function makeSmallSystem(root: string, options: SmallSystem): void {
	for (const folder of [
		'boot',
		'dev',
		'etc/default',
		'etc/mdadm',
		'proc',
		'run',
		'sys',
		'tmp',
		'usr/sbin',
		'usr/bin',
	]) {
		mkdirSync(join(root, folder), { recursive: true });
	}
	for (const link of ['bin', 'sbin', 'lib', 'lib64']) {
		mkdirSync(join(root, `usr/${link}`), { recursive: true });
		symlinkSync(`usr/${link}`, join(root, link));
	}
	const put = (path: string, text: string, mode = 0o644) => {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
		chmodSync(join(root, path), mode);
	};
	put('etc/os-release', 'NAME="Small Linux"\nVERSION_ID="1"\n');
	put('etc/fstab', '# empty\nUUID=of-the-builder / ext4 defaults 0 1\n');
	put('etc/hosts', '127.0.0.1 localhost\n127.0.1.1 builder\n');
	put('etc/default/grub', 'GRUB_TIMEOUT=99\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"\n');
	put('usr/lib/systemd/systemd-udevd', '');
	if (options.hasKernel !== false) {
		put(`boot/vmlinuz-${SMALL_KERNEL}`, 'kernel');
	}
	if (options.hasInitramfs === true) {
		put(`boot/initrd.img-${SMALL_KERNEL}`, 'from the image');
	}
	copyProgram(root, '/bin/sh');
	for (const program of ['/usr/bin/cat', '/usr/bin/wc']) {
		copyProgram(root, program);
	}
	if (options.hasMaker !== false) {
		put('usr/sbin/update-initramfs', MAKER, 0o755);
	}
	if (options.hasGrub) {
		copyProgram(root, '/usr/sbin/grub-install');
		// GRUB asks it which disk a partition is on.
		copyProgram(root, '/usr/bin/udevadm');
		for (const platform of ['i386-pc', 'x86_64-efi']) {
			cpSync(`/usr/lib/grub/${platform}`, join(root, 'usr/lib/grub', platform), { recursive: true });
		}
	}
}

/** Copies a program with the libraries it is linked with. */
function copyProgram(root: string, program: string): void {
	copyFile(root, program);
	const linked = execFileSync('ldd', [program], { encoding: 'utf8' });
	for (const [, library] of linked.matchAll(/(\/\S+) \(0x/g)) {
		copyFile(root, library ?? '');
	}
}

function copyFile(root: string, path: string): void {
	const target = join(root, path);
	if (!existsSync(target)) {
		mkdirSync(dirname(target), { recursive: true });
		cpSync(realpathSync(path), target);
	}
}
