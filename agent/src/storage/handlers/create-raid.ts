import type { RunTool } from '../../system/run-tool.js';
import { StorageFailure } from '../../system/storage-failure.js';
import { sysFiles } from '../../system/sys-files.js';
import { clearPlace } from '../clear-place.js';
import { plainIdentifier } from '../own-identifiers.js';
import { parseMdadm, type RaidFacts } from '../parse-mdadm.js';
import type { ActionHandler, ActionOfKind, HandlerTools } from '../storage-tools.js';

type CreateRaid = ActionOfKind<'create_raid'>;

/** Levels that a map of what was written lately spares a whole resync after a crash. */
const WITH_BITMAP: ReadonlySet<number> = new Set([1, 5, 6, 10]);

/**
 * Makes an array. Its first resync is left to run: no disk is known to show the same everywhere, so none is skipped, and the
 * array is used meanwhile.
 */
export const createRaid: ActionHandler<'create_raid'> = {
	async isDone(action, tools) {
		const facts = await detailOf(raidDevice(action.raid.name), tools);
		const problems = facts === undefined ? ['is not there'] : await differences(action, facts, tools);
		return problems.length === 0;
	},

	async run(action, tools) {
		const { raid, members, spares, uuid } = action;
		const { devices, run } = tools;
		const node = raidDevice(raid.name);
		const nodes: string[] = [];
		for (const place of [...members, ...spares]) {
			nodes.push(await devices.nodeOf(place));
		}
		if (await isOwnEverywhere(nodes, uuid, run)) {
			await stopOther(node, uuid, tools);
			await run('mdadm', ['--assemble', '--run', node, ...nodes]);
		} else {
			await stopOwn(uuid, tools);
			for (const member of nodes) {
				await clearPlace(member, tools);
			}
			await run('mdadm', createArguments(action, node, nodes));
		}
		await devices.settle();
	},
};

/** Takes a member into an array that lacks one. */
export const addRaidMember: ActionHandler<'add_raid_member'> = {
	async isDone({ raid, uuid, member }, tools) {
		const facts = await detailOf(raidDevice(raid.name), tools);
		const node = await sysFiles.resolve(await tools.devices.nodeOf(member));
		return facts !== undefined && plainIdentifier(facts.uuid) === plainIdentifier(uuid) && facts.members.has(node);
	},

	async run({ raid, uuid, member }, tools) {
		const array = await tools.devices.volumeNode(raidDevice(raid.name));
		const facts = await detailOf(array, tools);
		if (plainIdentifier(facts?.uuid ?? '') !== plainIdentifier(uuid)) {
			const message = `${array} is not the array ${uuid} that lacks a member`;
			throw new StorageFailure('DISK_CHANGED', message, { subject: { device: array } });
		}
		const node = await tools.devices.nodeOf(member);
		await clearPlace(node, tools);
		await tools.run('mdadm', ['--manage', array, '--add', node]);
		await tools.devices.settle();
	},
};

/** What mdadm is told; pure. */
export function createArguments(
	{ raid, uuid, members, spares }: CreateRaid,
	node: string,
	nodes: readonly string[],
): readonly string[] {
	const name = raid.name.replace(/^md(?=\d+$)/, '');
	return [
		...['--create', node, '--run', '--force', `--level=${raid.level}`, `--uuid=${uuid}`],
		`--raid-devices=${members.length}`,
		...(spares.length === 0 ? [] : [`--spare-devices=${spares.length}`]),
		...(raid.metadata === 'default' ? [] : [`--metadata=${raid.metadata}`]),
		// An array of the oldest kind has no name.
		...(raid.metadata === '0.90' ? [] : ['--homehost=any', `--name=${name}`]),
		...(WITH_BITMAP.has(raid.level) ? ['--bitmap=internal'] : []),
		...nodes,
	];
}

/** Device of an array: md0 is one of the kernel's own names, others are links that udev makes. */
export function raidDevice(name: string): string {
	return /^md\d+$/.test(name) ? `/dev/${name}` : `/dev/md/${name}`;
}

async function detailOf(node: string, { devices, run }: HandlerTools): Promise<RaidFacts | undefined> {
	return (await devices.isThere(node))
		? parseMdadm(await run('mdadm', ['--detail', '--export', node], { isQuiet: true }))
		: undefined;
}

async function differences(action: CreateRaid, facts: RaidFacts, tools: HandlerTools): Promise<readonly string[]> {
	const { raid, uuid, members, spares } = action;
	const wanted: string[] = [];
	for (const place of [...members, ...spares]) {
		wanted.push(await sysFiles.resolve(await tools.devices.nodeOf(place)));
	}
	return raidDifferences({ level: raid.level, metadata: raid.metadata, uuid, members: members.length, wanted }, facts);
}

/** What an array is to be. */
interface WantedRaid {
	readonly level: number;
	readonly metadata: string;
	readonly uuid: string;
	readonly members: number;
	/** Devices of members and spares, as the kernel names them. */
	readonly wanted: readonly string[];
}

/** How an array differs from the one wanted; pure. */
export function raidDifferences(
	{ level, metadata, uuid, members, wanted }: WantedRaid,
	facts: RaidFacts,
): readonly string[] {
	return [
		...(facts.level === `raid${level}` ? [] : [`level ${facts.level}`]),
		...(plainIdentifier(facts.uuid) === plainIdentifier(uuid) ? [] : [`UUID ${facts.uuid}`]),
		...(facts.devices === members ? [] : [`${facts.devices} members`]),
		...(metadata === 'default' || facts.metadata === metadata ? [] : [`metadata ${facts.metadata}`]),
		...wanted.filter((node) => !facts.members.has(node)).map((node) => `without ${node}`),
	];
}

/** Whether every device carries the superblock of this array: then it was made and only has to be started. */
async function isOwnEverywhere(nodes: readonly string[], uuid: string, run: RunTool): Promise<boolean> {
	for (const node of nodes) {
		const facts = await examine(node, run);
		if (plainIdentifier(facts?.uuid ?? '') !== plainIdentifier(uuid)) {
			return false;
		}
	}
	return true;
}

async function examine(node: string, run: RunTool): Promise<RaidFacts | undefined> {
	try {
		return parseMdadm(await run('mdadm', ['--examine', '--export', node], { isQuiet: true }));
	} catch (error) {
		if (error instanceof StorageFailure && error.code === 'STORAGE_TOOL_FAILED') {
			return undefined;
		}
		throw error;
	}
}

/** udev may have started the array under a name of its own. */
async function stopOwn(uuid: string, tools: HandlerTools): Promise<void> {
	for (const name of (await sysFiles.listNames('/sys/class/block')).filter((one) => /^md\d+$/.test(one))) {
		const facts = await detailOf(`/dev/${name}`, tools).catch(() => undefined);
		if (facts !== undefined && plainIdentifier(facts.uuid) === plainIdentifier(uuid)) {
			await tools.run('mdadm', ['--stop', `/dev/${name}`]);
		}
	}
}

/** The array must have the name that the plan gave it. */
async function stopOther(node: string, uuid: string, tools: HandlerTools): Promise<void> {
	if (!(await tools.devices.isThere(node))) {
		await stopOwn(uuid, tools);
	}
}
