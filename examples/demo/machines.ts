import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DemoFailure } from './demo-failure.js';
import { CHECKOUT_FILES, type Layout, MACHINES, type Machine } from './layout.js';
import type { Programs } from './programs.js';

/** A machine and the node it has become. */
export interface JoinedMachine extends Machine {
	readonly nodeId: string;
	/** As the controller calls it. */
	readonly nodeName: string;
}

interface NodeRow {
	readonly id: string;
	readonly name: string;
	readonly connectivity: string;
}

const ONLINE_WITHIN_MS = 30_000;
const LOOK_AGAIN_MS = 200;

/** Lets every machine join and its agent run; resolves once the controller sees all of them online. */
export async function startMachines(
	layout: Layout,
	programs: Programs,
	site: { readonly enrol: string; readonly network: string },
): Promise<readonly JoinedMachine[]> {
	const workers = MACHINES.filter(({ role }) => role !== undefined);
	const token = await programs.run(CHECKOUT_FILES.cli, ['token', 'create', '--uses', String(workers.length)]);
	const workerToken = join(layout.folder, 'join.token');
	await writeFile(workerToken, token, { mode: 0o600 });
	const masterToken = join(layout.data, 'master-agent.token');
	const nodeIds: string[] = [];
	// One after the other, so that nodes are numbered in the order of the list; agents come up meanwhile.
	for (const machine of MACHINES) {
		await furnish(layout.root(machine.name), machine.name, site.network);
		const folders = ['--state-dir', layout.state(machine.name), '--root', layout.root(machine.name)];
		const tokenFile = machine.role === undefined ? masterToken : workerToken;
		await programs.run(CHECKOUT_FILES.agent, [
			'join',
			'--controller',
			site.enrol,
			'--token-file',
			tokenFile,
			...folders,
		]);
		programs.startDaemon(machine.name, CHECKOUT_FILES.agent, ['run', ...folders]);
		nodeIds.push(await nodeIdOf(layout.state(machine.name)));
	}
	const nodes = await waitUntilOnline(programs, nodeIds);
	return MACHINES.map((machine, index) => {
		const nodeId = nodeIds[index] ?? '';
		return { ...machine, nodeId, nodeName: nodes.get(nodeId)?.name ?? nodeId };
	});
}

/** What a machine has before an agent comes: a name, a Node.js, a place in the network of its site. */
async function furnish(root: string, name: string, network: string): Promise<void> {
	await mkdir(join(root, 'etc'), { recursive: true });
	await mkdir(join(root, 'usr/bin'), { recursive: true });
	await writeFile(join(root, 'etc/hostname'), `${name}\n`);
	await writeFile(join(root, 'etc/webshop-network'), `${network}\n`);
	await symlink(process.execPath, join(root, 'usr/bin/node'));
}

async function nodeIdOf(state: string): Promise<string> {
	const identity = JSON.parse(await readFile(join(state, 'identity/identity.json'), 'utf8')) as { nodeId: string };
	return identity.nodeId;
}

async function waitUntilOnline(programs: Programs, nodeIds: readonly string[]): Promise<ReadonlyMap<string, NodeRow>> {
	for (let waitedMs = 0; ; waitedMs += LOOK_AGAIN_MS) {
		const rows = (await programs.ask('node', 'list')) as readonly NodeRow[];
		const nodes = new Map(rows.map((row) => [row.id, row]));
		const missing = nodeIds.filter((id) => nodes.get(id)?.connectivity !== 'online');
		if (missing.length === 0) {
			return nodes;
		}
		if (waitedMs > ONLINE_WITHIN_MS) {
			throw new DemoFailure(`These nodes did not come online: ${missing.join(', ')}.`);
		}
		await pause(LOOK_AGAIN_MS);
	}
}
