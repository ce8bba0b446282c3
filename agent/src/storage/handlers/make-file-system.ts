import { StorageFailure } from '../../system/storage-failure.js';
import { clearPlace } from '../clear-place.js';
import { FILE_SYSTEM_TOOLS, fittingLabel } from '../file-system-tools.js';
import { probe } from '../signatures.js';
import type { ActionHandler, ActionOfKind, HandlerTools } from '../storage-tools.js';

type MakeFileSystem = ActionOfKind<'make_file_system'>;

/** A checker reads whole tables of a large file system. */
const CHECK_TIMEOUT_MS = 60 * 60_000;

/**
 * Makes a file system unless its own is there and whole. One whose journal was not yet repeated is repaired and kept: the
 * tree of an image may be in it already.
 */
export const makeFileSystem: ActionHandler<'make_file_system'> = {
	async isDone(action, tools) {
		const node = await tools.devices.nodeOf(action.on);
		return (await isOwn(action, node, tools)) && (await isSound(action, node, tools));
	},

	async run(action, tools) {
		const { type, uuid, label, options } = action;
		const { devices, run } = tools;
		const node = await devices.nodeOf(action.on);
		const tool = FILE_SYSTEM_TOOLS[type];
		if ((await isOwn(action, node, tools)) && (await isRepaired(action, node, tools))) {
			return;
		}
		await clearPlace(node, tools);
		const [program = '', ...words] = tool.make({ uuid, label: fittingLabel(type, label) });
		await run(program, [...words, ...options.split(/\s+/).filter((word) => word !== ''), node]);
		if (tool.identify !== undefined) {
			const [identify = '', ...rest] = tool.identify(uuid, node);
			await run(identify, rest);
		}
		await devices.settle();
	},
};

/** Whether type, UUID and label are those of the plan. */
async function isOwn({ type, uuid, label }: MakeFileSystem, node: string, { run }: HandlerTools): Promise<boolean> {
	const found = await probe(node, run);
	return (
		found?.type === type && found.uuid.toLowerCase() === uuid.toLowerCase() && found.label === fittingLabel(type, label)
	);
}

async function isSound({ type }: MakeFileSystem, node: string, tools: HandlerTools): Promise<boolean> {
	const [program, ...words] = FILE_SYSTEM_TOOLS[type].check ?? [];
	// What a checker says of a sound file system is long and tells nothing.
	const options = { timeoutMs: CHECK_TIMEOUT_MS, isQuiet: true };
	return program === undefined || succeeds(() => tools.run(program, [...words, node], options), tools);
}

async function isRepaired(action: MakeFileSystem, node: string, tools: HandlerTools): Promise<boolean> {
	const { run, target } = tools;
	const [program, ...words] = FILE_SYSTEM_TOOLS[action.type].replay ?? [];
	if (program !== undefined) {
		// It says with an exit code that it changed something.
		await succeeds(() => run(program, [...words, node], { timeoutMs: CHECK_TIMEOUT_MS }), tools);
	} else if (action.type === 'xfs' || action.type === 'btrfs') {
		// Only the kernel repeats these journals.
		const point = `${target}/.replay`;
		await succeeds(async () => {
			await run('mount', ['-t', action.type, '-o', 'X-mount.mkdir', node, point]);
			await run('umount', [point]);
		}, tools);
	}
	return isSound(action, node, tools);
}

async function succeeds(work: () => Promise<unknown>, { write }: HandlerTools): Promise<boolean> {
	try {
		await work();
		return true;
	} catch (error) {
		if (error instanceof StorageFailure && error.code === 'STORAGE_TOOL_FAILED') {
			write(`${error.message}\n`);
			return false;
		}
		throw error;
	}
}
