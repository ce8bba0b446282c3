import { randomNumbers } from '../../support/random-numbers.js';
import type { Lab } from '../lab.js';
import { type MachineDisk, makeDisks } from '../machine-disks.js';
import { MACHINE_DISKS, mirroredLayout } from '../mirrored-layout.js';
import { type OfflinePlan, planOffline, putFile } from '../offline-installation.js';
import type { Scenario, Stage } from '../scenario.js';
import type { VirtualMachine } from '../virtual-machine.js';

const KILLS = 5;
/** Every second time the machine loses its power instead. */
const POWER_CUT_EVERY = 2;
const LIMIT_SECONDS = 1_800;
const SEED = Number(process.env['VM_SEED'] ?? 40_711);

/** A plan that is carried out by `stoker-agent provision`, cut off again and again. */
export const kill: Scenario = {
	startsBlank: true,
	title: `ends as planned after ${KILLS} seeded actions at which the agent was killed or the power cut`,
	async run(stage) {
		const { lab, firmware } = stage;
		const name = `kill-${firmware}`;
		const disks = await makeDisks(lab.folderOf(name), MACHINE_DISKS);
		let machine = await lab.startBootstrap({ name, firmware, disks, limitSeconds: LIMIT_SECONDS });
		const nodeId = await lab.joined(machine);
		await lab.untilKnown(
			nodeId,
			disks.map(({ serial }) => serial),
		);
		const plan = await planOffline(lab, nodeId, { layout: mirroredLayout(firmware, { image: lab.image }), seed: name });
		await putFiles(machine, plan);
		const cuts = seededCuts(plan.actions.length);
		for (const [index, action] of cuts.entries()) {
			await machine.run(killAt(action));
			if ((index + 1) % POWER_CUT_EVERY === 0) {
				machine = await afterPowerCut(stage, { name: `${name}-${index}`, machine, disks });
				await putFiles(machine, plan);
			}
		}
		await machine.run(`${PROVISION} >/run/last 2>&1 || { tail -n 40 /run/last; false; }`, LIMIT_SECONDS);
		await machine.run(`${PROVISION} | grep -F 'Nothing had to be done'`, LIMIT_SECONDS);
		await compareWithPlan(machine, plan);
		await machine.kill();
		await startFromDisks(lab, stage, { name, disks });
		return `cut off at actions ${cuts.join(', ')} of ${plan.actions.length}`;
	},
};

const PLAN = '/run/plan.json';
const SYSTEM = '/run/system.json';
const PROVISION = `stoker-agent provision --plan ${PLAN} --system ${SYSTEM}`;

/** A system that no agent is handed over to. */
const DESCRIBED_SYSTEM = {
	hostName: 'killed',
	fqdn: '',
	networkCards: [],
	consoles: ['ttyS0,115200'],
	kernelParameters: '',
	sshKeys: [],
	timeZone: '',
	seed: { kind: 'none', metaData: '', userData: '', networkConfig: '' },
};

async function putFiles(machine: VirtualMachine, plan: OfflinePlan): Promise<void> {
	await putFile(machine, PLAN, JSON.stringify(plan));
	await putFile(machine, SYSTEM, JSON.stringify(DESCRIBED_SYSTEM));
}

/** In rising order, so that each run comes to its action. */
function seededCuts(actions: number): readonly number[] {
	const random = randomNumbers(SEED);
	const cuts = new Set<number>();
	while (cuts.size < KILLS) {
		cuts.add(1 + Math.floor(random() * (actions - 1)));
	}
	return [...cuts].sort((one, other) => one - other);
}

/** Kills the agent once it says that so many actions are done. */
function killAt(action: number): string {
	return [
		`${PROVISION} >/run/cut 2>&1 & agent=$!`,
		`until grep -q '^\\[${action}/' /run/cut; do kill -0 $agent || { tail -n 40 /run/cut; exit 1; }; sleep 0.1; done`,
		'kill -9 $agent; wait $agent; true',
	].join('\n');
}

async function afterPowerCut(
	{ lab, firmware }: Stage,
	{
		name,
		machine,
		disks,
	}: { readonly name: string; readonly machine: VirtualMachine; readonly disks: readonly MachineDisk[] },
): Promise<VirtualMachine> {
	await machine.kill();
	return lab.startBootstrap({ name, firmware, disks, limitSeconds: LIMIT_SECONDS });
}

/** What the plan gives identifiers must have them: partitions by their tables, file systems by what they say. */
async function compareWithPlan(machine: VirtualMachine, plan: OfflinePlan): Promise<void> {
	const found = (
		await machine.run('lsblk -nro PARTUUID,UUID; blkid -s UUID -o value /dev/mapper/* /dev/md/*')
	).toLowerCase();
	const missing = plannedIdentifiers(plan).filter((identifier) => !found.includes(identifier.toLowerCase()));
	if (missing.length > 0) {
		throw new Error(`these identifiers of the plan are not on the disks: ${missing.join(', ')}\n${found}`);
	}
}

function plannedIdentifiers({ actions }: OfflinePlan): readonly string[] {
	return actions.flatMap(({ kind, uuid = '', partitions = [] }) => [
		...(kind === 'make_file_system' && uuid !== '' ? [uuid] : []),
		...partitions.map(({ guid }) => guid),
	]);
}

/** What was made in pieces starts like what was made at once. */
async function startFromDisks(
	lab: Lab,
	{ firmware }: Stage,
	{ name, disks }: { readonly name: string; readonly disks: readonly MachineDisk[] },
): Promise<void> {
	const folder = lab.folderOf(name);
	const machine = lab.start({ name: `${name}-disks`, folder, firmware, disks, limitSeconds: LIMIT_SECONDS });
	await machine.up();
	await machine.run('findmnt -no SOURCE / | grep -x /dev/mapper/os-root && test -d /srv/lost+found');
	await machine.kill();
}
