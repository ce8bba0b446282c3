#!/bin/sh
# Installs what only tests need: Puppet, rsync, faketime and GRUB. Where that cannot be done the tests that need them are skipped and
# say so; in CI they fail.
wanted=
command -v puppet >/dev/null 2>&1 || wanted="$wanted puppet-agent"
command -v rsync >/dev/null 2>&1 || wanted="$wanted rsync"
command -v faketime >/dev/null 2>&1 || wanted="$wanted faketime"
command -v grub-install >/dev/null 2>&1 || wanted="$wanted grub2-common grub-pc-bin grub-efi-amd64-bin"
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
