// Installs the packages of package-lock.json when they are not the installed ones, and compiles better-sqlite3
// at most once per version, Node ABI and machine: the binary is kept in a cache.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { findNodeHeaders } from './node-headers.mjs';

const NATIVE = 'better-sqlite3';
const BINARY = `node_modules/${NATIVE}/build/Release/better_sqlite3.node`;

const readPackages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/** npm writes what it installed, last of all, to node_modules/.package-lock.json. */
function isInstalled() {
	const record = 'node_modules/.package-lock.json';
	if (!existsSync(record)) return false;
	const installed = readPackages(record);
	return Object.entries(readPackages('package-lock.json'))
		.filter(([path]) => path !== '')
		.every(([path, wanted]) => {
			const found = installed[path];
			if (found === undefined) return wanted.optional === true;
			return found.version === wanted.version && found.integrity === wanted.integrity;
		});
}

function fail(message) {
	console.error(`setup: ${message}`);
	process.exit(1);
}

function npm(...args) {
	const headers = findNodeHeaders();
	const env = headers === undefined ? process.env : { ...process.env, npm_config_nodedir: headers };
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
	const { status } = spawnSync('npm', [...args, ...quiet], { stdio: 'inherit', env });
	if (status !== 0) fail(`npm ${args[0]} failed: see above`);
}

/** Asks another process: a binary of another ABI may end the one that loads it. */
function nativeWorks() {
	const program = `const Database = require('${NATIVE}'); new Database(':memory:').prepare('select 1').get();`;
	return existsSync(BINARY) && spawnSync(process.execPath, ['-e', program], { stdio: 'ignore' }).status === 0;
}

function cachedBinary() {
	const { version } = readPackages('package-lock.json')[`node_modules/${NATIVE}`];
	const name = `${NATIVE}-${version}-abi${process.versions.modules}-${process.platform}-${process.arch}.node`;
	return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'stoker', name);
}

function copy(from, to) {
	mkdirSync(dirname(to), { recursive: true });
	const temporary = `${to}.${process.pid}`;
	copyFileSync(from, temporary);
	renameSync(temporary, to);
}

function provideNative() {
	const cached = cachedBinary();
	if (!existsSync(BINARY) && existsSync(cached)) copy(cached, BINARY);
	if (!nativeWorks()) {
		console.log(`setup: compiling ${NATIVE}, a minute or two, once per machine`);
		npm('rebuild', NATIVE);
		if (!nativeWorks()) fail(`${NATIVE} was compiled but does not load`);
	}
	try {
		if (!existsSync(cached)) copy(BINARY, cached);
	} catch (error) {
		console.log(`setup: ${cached} not written, the next install compiles again: ${error.message}`);
	}
}

if (!isInstalled()) {
	console.log('setup: installing the packages of package-lock.json');
	// Not `npm ci`: it refuses a lock file without the optional packages of every other platform. With --no-save this
	// installs the same locked versions and leaves the lock file as it is. No other package needs its install script:
	// their binaries come as packages of their own.
	npm('install', '--no-save', '--ignore-scripts');
}
provideNative();
