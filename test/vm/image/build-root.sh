#!/bin/sh
# Makes the system that is installed: a Debian that can boot from md and LVM by BIOS and UEFI, as a tar without the agent.
# build-root.sh OUTPUT PACKAGE-CACHE MIRROR NODE FILES; runs in a mount namespace of its own, so that nothing stays mounted.
set -eu
output=$1 cache=$2 mirror=$3 node=$4 files=$5
root=$output/root
mkdir -p "$root" "$cache"
mount -t tmpfs -o size=3g,mode=755 image "$root"

packages=systemd,systemd-sysv,dbus,udev,kmod,iproute2,linux-image-cloud-amd64,initramfs-tools,zstd,libstdc++6,ca-certificates
packages=$packages,grub-pc-bin,grub-efi-amd64-bin,grub2-common,efibootmgr,mdadm,lvm2,e2fsprogs,dosfstools,fdisk,gdisk,nvme-cli,hdparm
debootstrap --variant=minbase --cache-dir="$cache" --include="$packages" bookworm "$root" "$mirror"

install -m 755 "$node" "$root/usr/bin/node"
cp -a "$files/." "$root/"
for unit in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer \
    mdcheck_start.timer mdcheck_continue.timer mdmonitor-oneshot.timer getty@tty1.service serial-getty@ttyS0.service \
    sys-kernel-debug.mount sys-kernel-tracing.mount dev-hugepages.mount; do
    ln -sf /dev/null "$root/etc/systemd/system/$unit"
done
chroot "$root" systemctl enable -q systemd-networkd.service
: >"$root/etc/machine-id"
# Only what these machines need, and quick to pack: an initrd of everything takes two minutes under emulation.
printf 'MODULES=list\nCOMPRESS=zstd\nCOMPRESSLEVEL=1\n' >"$root/etc/initramfs-tools/conf.d/small"
printf '%s\n' virtio_pci virtio_blk nvme ext4 raid1 dm_mod >>"$root/etc/initramfs-tools/modules"
# The initrd is made on the machine, for its disks.
rm -rf "$root"/boot/initrd* "$root"/initrd*
. "$(dirname "$0")/prune.sh"
tar -C "$root" --numeric-owner --xattrs --acls -cf "$output/root.tar" .
umount "$root"
rmdir "$root"
