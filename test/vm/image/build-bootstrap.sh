#!/bin/sh
# Makes the system that machines are installed from: a kernel, and one initrd that holds the whole root file system.
# build-bootstrap.sh OUTPUT PACKAGE-CACHE MIRROR NODE FILES; runs in a mount namespace of its own, so that nothing stays mounted.
set -eu
output=$1 cache=$2 mirror=$3 node=$4 files=$5
root=$output/root
mkdir -p "$root" "$cache"
mount -t tmpfs -o size=3g,mode=755 bootstrap "$root"

packages=systemd,systemd-sysv,dbus,udev,kmod,iproute2,linux-image-cloud-amd64,libstdc++6,ca-certificates
packages=$packages,mdadm,lvm2,cryptsetup-bin,bcache-tools,fdisk,gdisk,parted,dosfstools,e2fsprogs,xfsprogs,btrfs-progs
packages=$packages,squashfs-tools,rsync,xz-utils,zstd,nvme-cli,hdparm,efibootmgr,ethtool,pciutils,dmidecode,lshw,multipath-tools
debootstrap --variant=minbase --cache-dir="$cache" --include="$packages" bookworm "$root" "$mirror"

install -m 755 "$node" "$root/usr/bin/node"
cp -a "$files/." "$root/"
for unit in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer \
    mdcheck_start.timer mdcheck_continue.timer mdmonitor-oneshot.timer mdmonitor.service lvm2-monitor.service \
    getty@tty1.service serial-getty@ttyS0.service systemd-journal-flush.service systemd-random-seed.service \
    systemd-update-utmp.service systemd-pstore.service sys-kernel-debug.mount sys-kernel-tracing.mount dev-hugepages.mount \
    multipathd.service multipathd.socket; do
    ln -sf /dev/null "$root/etc/systemd/system/$unit"
done
chroot "$root" systemctl enable -q systemd-networkd.service
# Mirrors copy slowly while a machine is installed: under emulation they would take the processors from everything else.
echo 'SUBSYSTEM=="block", KERNEL=="md*", TEST=="md/sync_speed_max", ATTR{md/sync_speed_max}="1000"' \
    >"$root/etc/udev/rules.d/90-slow-resync.rules"
: >"$root/etc/machine-id"
echo bootstrap >"$root/etc/hostname"

mv "$root"/boot/vmlinuz-* "$output/kernel"
rm -rf "$root"/boot/* "$root"/vmlinuz* "$root"/initrd* "$root"/usr/share/initramfs-tools
. "$(dirname "$0")/prune.sh"
ln -s sbin/init "$root/init"
(cd "$root" && find . -xdev -print0 | cpio --null -o -H newc --quiet) | zstd -q -9 -T0 -o "$output/initrd"
umount "$root"
rmdir "$root"
