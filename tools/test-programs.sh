#!/bin/sh
# Installs what only tests need: Puppet, rsync, faketime, GRUB, and what makes and checks disks and file systems. Where that
# cannot be done the tests that need them are skipped and say so; in CI they fail.
wanted=
while read -r program packages; do
    command -v "$program" >/dev/null 2>&1 || [ -x "/sbin/$program" ] || wanted="$wanted $packages"
done <<LIST
puppet puppet-agent
rsync rsync
faketime faketime
grub-install grub2-common grub-pc-bin grub-efi-amd64-bin
sfdisk fdisk
mdadm mdadm
pvcreate lvm2
cryptsetup cryptsetup-bin
mkfs.vfat dosfstools
mkfs.xfs xfsprogs
mkfs.btrfs btrfs-progs
make-bcache bcache-tools
zstd zstd
xz xz-utils
mksquashfs squashfs-tools
qemu-img qemu-utils
bmaptool bmap-tools
LIST
[ -z "$wanted" ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "test: not installed here, and only root on Debian can:$wanted" >&2
    exit 0
fi
echo "test: installing$wanted"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # several packages
install() { apt-get install -y -qq --no-install-recommends $wanted >/dev/null 2>&1; }
install || { apt-get update -qq >/dev/null 2>&1 && install; } || echo "test: could not install$wanted" >&2
