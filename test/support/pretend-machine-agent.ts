import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { discover } from '../../agent/src/discovery/discover.js';
import { runAgent } from '../../agent/src/run-agent.js';
import type { BootId } from '../../shared/src/model/ids.js';
import { actionsOfStages } from '../../shared/src/storage/action-stage.js';
import type { StorageInventory } from '../../shared/src/storage/inventory.js';

/**
 * The real agent on a machine that is pretended: its disks are those of the file PRETEND_DISKS, its kernel is the boot
 * PRETEND_BOOT. What is done to disks is written to `applied.jsonl` below its root, the credential of the installed system to
 * `join.token`; a restart ends the process. Arguments are those of `stoker-agent run`.
 */
const { values } = parseArgs({
	allowPositionals: true,
	options: { 'state-dir': { type: 'string', default: '' }, root: { type: 'string', default: '/' } },
});
const root = resolve(values.root);
const machineFile = process.env['PRETEND_DISKS'] ?? '';

const agent = await runAgent({
	stateFolder: resolve(values['state-dir']),
	root,
	log: pino({ level: 'info' }, pino.destination({ dest: 2, sync: true })),
	wrapperPath: process.env['STOKER_WRAPPER'] ?? '',
	bootId: (process.env['PRETEND_BOOT'] ?? '') as BootId,
	async discover() {
		const found = await discover();
		const { disks, firmware, memoryBytes } = JSON.parse(readFileSync(machineFile, 'utf8')) as StorageInventory;
		return { ...found, memoryBytes, disks, system: { ...found.system, firmware } };
	},
	storage: {
		apply({ plan, stages, system }, tools) {
			const actions = actionsOfStages(plan, stages).map(({ id }) => id);
			const told = { stages, actions, hostName: system?.hostName, controller: system?.agent?.controller };
			appendFileSync(join(root, 'applied.jsonl'), `${JSON.stringify(told)}\n`);
			tools.write(`did ${actions.length} actions\n`);
			if (system?.agent !== undefined) {
				mkdirSync(join(root, 'installed'), { recursive: true });
				writeFileSync(join(root, 'installed', 'join.token'), system.agent.token, { mode: 0o600 });
			}
			return Promise.resolve();
		},
		isDone: () => Promise.resolve(false),
	},
	machine: {
		restart() {
			setTimeout(() => process.exit(0), 50);
			return Promise.resolve();
		},
		bootIntoBootstrap: () => Promise.reject(new Error('not here')),
		wipeDisks: () => Promise.reject(new Error('not here')),
	},
});
process.once('SIGTERM', () => void agent.stop().then(() => process.exit(0)));
await agent.ended;
