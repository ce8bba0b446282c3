import { readFileSync } from 'node:fs';
import { parseDocument } from '@stoker/shared/graph/input/parse-document.js';
import { type BlankDisk, makeDisks } from '../machine-disks.js';
import { planOffline, putFile } from '../offline-installation.js';
import type { Scenario, Stage } from '../scenario.js';

/** What only a kernel with arrays, encryption and caches can carry out. */
const MACHINES: readonly (readonly string[])[] = [
	// Each lies on the disks of the one before, and on more.
	['09-encrypted.yaml', '05-raid-0.yaml', '06-raid-5-spare.yaml', '07-raid-6.yaml', '08-raid-10.yaml'],
	['10-cached.yaml'],
];

const FOLDER = new URL('../../../examples/storage/', import.meta.url);
const LIMIT_SECONDS = 3_600;
const PROVISION = 'stoker-agent provision --plan /run/plan.json --key-folder /run/keys --agree';

/** The disks that the examples name; their files are as small as what is written to them. */
const DISKS: readonly BlankDisk[] = [
	...['SP1000-0001', 'SP1000-0002', 'SP1000-0003', 'SP1000-0004'].map((serial) => ({
		...{ serial, bus: 'virtio' as const },
		sizeMebibytes: 1_000 * 1_024,
	})),
	{ serial: 'NV480-0001', bus: 'nvme', sizeMebibytes: 480 * 1_024 },
];

/** Those of a machine one after the other: what stands on its disks of one is taken down by the next. */
export const examples: Scenario = {
	startsBlank: true,
	title: `carries out ${MACHINES.flat().length} examples of arrays, encryption and caches, each twice, over what the one before left`,
	async run(stage) {
		for (const [index, names] of MACHINES.entries()) {
			await carryOut(stage, `examples-${stage.firmware}-${index}`, names);
		}
	},
};

async function carryOut({ lab, firmware }: Stage, name: string, names: readonly string[]): Promise<void> {
	const disks = await makeDisks(lab.folderOf(name), DISKS);
	const machine = await lab.startBootstrap({ name, firmware, disks, limitSeconds: LIMIT_SECONDS });
	const nodeId = await lab.joined(machine);
	await machine.run('mkdir -m 0700 /run/keys; head -c 32 /dev/urandom >/run/keys/data-key');
	let known = disks.map(({ serial }) => serial);
	for (const example of names) {
		await lab.untilKnown(nodeId, known);
		const plan = await planOffline(lab, nodeId, { layout: readExample(example), seed: example });
		await putFile(machine, '/run/plan.json', JSON.stringify(plan));
		const provision = `${PROVISION} ${plan.digest}`;
		await machine.run(`${provision} >/run/said 2>&1 || { echo ${example}; tail -n 40 /run/said; false; }`, 900);
		await machine.run(`${provision} | grep -F 'Nothing had to be done'`, 300);
		known = plan.actions.flatMap(({ kind, uuid = '' }) => (kind === 'make_file_system' ? [uuid] : []));
		await machine.run(`blkid -l -t UUID=${known[0] ?? ''}`);
		// The command is not the agent: it looks again when it starts.
		await machine.run('systemctl restart stoker-agent');
	}
	await machine.kill();
}

function readExample(name: string): object {
	const { value } = parseDocument(name, readFileSync(new URL(name, FOLDER), 'utf8'));
	if (typeof value !== 'object' || value === null) {
		throw new Error(`${name} is no layout`);
	}
	return value;
}
