import { chmodSync, cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BUNDLE = 'agent/dist/bundle';
const UNITS = 'packaging/systemd';

/** How an agent finds its controller, where it is not told by an installation. */
export interface FirstJoin {
	/** HOST:PORT of the enrol door. */
	readonly controller: string;
	readonly token: string;
}

/** Lays out an installed agent below a folder: program, units, and a token where it shall join by itself. */
export function layAgentFiles(folder: string, join_?: FirstJoin): void {
	const place = join(folder, 'usr/lib/stoker-agent');
	mkdirSync(place, { recursive: true });
	for (const name of readdirSync(BUNDLE)) {
		if (!name.endsWith('.map')) {
			cpSync(join(BUNDLE, name), join(place, name));
		}
	}
	writeFileSync(join(place, 'package.json'), '{ "type": "module" }\n');
	const programs = join(folder, 'usr/local/sbin');
	mkdirSync(programs, { recursive: true });
	symlinkSync('../../lib/stoker-agent/stoker-agent.js', join(programs, 'stoker-agent'));
	symlinkSync('../../lib/stoker-agent/bareon-provision.js', join(programs, 'bareon-provision'));
	const units = join(folder, 'etc/systemd/system');
	mkdirSync(join(units, 'multi-user.target.wants'), { recursive: true });
	for (const name of readdirSync(UNITS)) {
		cpSync(join(UNITS, name), join(units, name));
	}
	symlinkSync('../stoker-agent.service', join(units, 'multi-user.target.wants/stoker-agent.service'));
	// What the agent says is seen on the console, and so in the log of the machine.
	mkdirSync(join(units, 'stoker-agent.service.d'));
	writeFileSync(join(units, 'stoker-agent.service.d/console.conf'), '[Service]\nStandardError=journal+console\n');
	// Under emulation nothing is worth the minute and a half that systemd gives what does not stop.
	const settings = join(folder, 'etc/systemd/system.conf.d');
	mkdirSync(settings, { recursive: true });
	writeFileSync(join(settings, 'stop.conf'), '[Manager]\nDefaultTimeoutStopSec=10s\n');
	if (join_ !== undefined) {
		layFirstJoin(folder, join_);
	}
}

function layFirstJoin(folder: string, { controller, token }: FirstJoin): void {
	mkdirSync(join(folder, 'etc/default'), { recursive: true });
	writeFileSync(join(folder, 'etc/default/stoker-agent'), `STOKER_AGENT_CONTROLLER=${controller}\n`);
	const state = join(folder, 'var/lib/stoker-agent');
	mkdirSync(state, { recursive: true });
	chmodSync(state, 0o700);
	writeFileSync(join(state, 'join.token'), `${token}\n`, { mode: 0o600 });
}
