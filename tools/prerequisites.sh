#!/bin/sh
# Names every program or library that is missing here, all at once, before anything is installed.
missing=0

need() {
    missing=1
    printf 'missing: %s\n    %s\n' "$1" "$2" >&2
}

has() { command -v "$1" >/dev/null 2>&1; }

if ! has node; then
    need 'Node.js 20.20 or newer' 'Debian and Ubuntu: apt install nodejs (or from https://nodejs.org)'
elif ! node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 20 || (major === 20 && minor >= 20) ? 0 : 1)'; then
    need 'Node.js 20.20 or newer' "this one is $(node --version)"
elif [ -z "$(node tools/node-headers.mjs)" ]; then
    need 'the headers of Node.js, to compile better-sqlite3' \
        'install the package with include/node/node.h of this version, or set npm_config_nodedir to the folder above include'
fi
has npm || need 'npm' 'Debian and Ubuntu: apt install npm'
has make || need 'make' 'Debian and Ubuntu: apt install make'
has python3 || need 'Python 3, which node-gyp runs' 'Debian and Ubuntu: apt install python3'
has "${CXX:-c++}" || need 'a C++ compiler' 'Debian and Ubuntu: apt install g++'

if ! has "${CC:-cc}"; then
    need 'a C compiler' 'Debian and Ubuntu: apt install gcc libc6-dev'
else
    folder=$(mktemp -d)
    echo 'int main(void) { return 0; }' >"$folder/try.c"
    "${CC:-cc}" -static -o "$folder/try" "$folder/try.c" 2>/dev/null ||
        need 'a C library to link statically (libc.a)' 'Debian and Ubuntu: apt install libc6-dev'
    rm -rf "$folder"
fi

if [ "$missing" -ne 0 ]; then
    echo 'Install what is missing above and run make again.' >&2
    exit 1
fi
