// Prints the folder whose include/node/node.h belongs to this Node.js (what node-gyp calls nodedir), or nothing.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function hasHeadersOfThisVersion(folder) {
	const header = join(folder, 'include/node/node_version.h');
	if (!existsSync(header)) return false;
	const major = /#define NODE_MAJOR_VERSION (\d+)/.exec(readFileSync(header, 'utf8'))?.[1];
	return major === process.versions.node.split('.')[0];
}

/** @returns {string | undefined} */
export function findNodeHeaders() {
	const candidates = [
		process.env.npm_config_nodedir,
		join(dirname(process.execPath), '..'),
		'/usr',
		'/usr/local',
		join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'node-gyp', process.versions.node),
	];
	return candidates.find((folder) => folder !== undefined && hasHeadersOfThisVersion(folder));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(findNodeHeaders() ?? '');
