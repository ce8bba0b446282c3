/** Where initramfs-tools looks for what runs once the root is mounted and udev still works. */
export const SETTLE_SCRIPT = '/etc/initramfs-tools/scripts/local-bottom/stoker-settle';

/**
 * A script of the initial file system of Debian and its kin. udev there activates every volume group that is complete, and
 * is ended when the root is mounted. A disk that comes late is caught half-way: its volume is active, the events that name
 * it are dropped, and the udev of the system, which takes a volume that is active for done, never makes its links; what is
 * to be mounted from it is then waited for in vain. So whatever has begun is finished, and nothing more begins: a disk that
 * comes after that is found whole by the system.
 */
export const SETTLE_TEXT = [
	'#!/bin/sh',
	'# Stoker: what udev has begun is finished before it ends, or volumes of disks that come late are never found.',
	'# Whatever else needs udev comes before.',
	'[ "$1" = prereqs ] && echo growroot && exit 0',
	'for attempt in 1 2 3 4 5; do',
	'	udevadm settle --timeout=30',
	'	udevadm control --stop-exec-queue',
	'	[ -e /run/udev/queue ] || break',
	'	udevadm control --start-exec-queue',
	'done',
	'exit 0',
	'',
].join('\n');
