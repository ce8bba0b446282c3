#!/bin/sh
# Installs what the tests with virtual machines need: an emulator, its firmware, and what builds systems. Where that cannot be
# done those tests are not run and say so; in CI they fail.
wanted=
need() { command -v "$1" >/dev/null 2>&1 || wanted="$wanted $2"; }
need qemu-system-x86_64 qemu-system-x86
need qemu-img qemu-utils
need debootstrap debootstrap
need cpio cpio
need zstd zstd
need setpriv util-linux
[ -e /usr/share/OVMF/OVMF_CODE_4M.fd ] || wanted="$wanted ovmf"
[ -z "$wanted" ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "virtual machines: not installed here, and only root on Debian can:$wanted" >&2
    exit 1
fi
echo "virtual machines: installing$wanted"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # several packages
install() { apt-get install -y -qq --no-install-recommends $wanted >/dev/null 2>&1; }
install || { apt-get update -qq >/dev/null 2>&1 && install; } || {
    echo "virtual machines: could not install$wanted" >&2
    exit 1
}
