import { hintProblem } from '@stoker/shared/storage/disk-hints.js';
import type { CommandSpec } from './command-spec.js';
import { NODE_POSITIONAL, type NodeValues } from './node.js';

export interface InventoryDiffValues extends NodeValues {
	/** The one before the newest when absent. */
	readonly from: number | undefined;
	/** The newest when absent. */
	readonly to: number | undefined;
}

export interface StorageMatchValues extends NodeValues {
	readonly hints: Readonly<Record<string, string>>;
}

const NUMBERS = { minimum: 1, maximum: 1_000_000_000 };

export const inventoryListSpec: CommandSpec<NodeValues> = {
	path: 'inventory list',
	summary: 'List what the hardware of a node was',
	description: 'One line for each time something had changed; the newest 20 are kept.',
	examples: [{ line: 'stoker inventory list app-1' }],
	positionals: [NODE_POSITIONAL],
	read: (reader) => ({ node: reader.positional('NODE') }),
};

export const inventoryDiffSpec: CommandSpec<InventoryDiffValues> = {
	path: 'inventory diff',
	summary: 'Show what changed in the hardware of a node',
	description:
		'Compares the newest inventory with the one before it, unless other numbers are given. Disks are told apart by ' +
		'serial number, cards by hardware address: another name alone is no other disk.',
	examples: [
		{ line: 'stoker inventory diff app-1' },
		{ line: 'stoker inventory diff app-1 --from 1', note: 'since it was first seen' },
	],
	positionals: [NODE_POSITIONAL],
	options: [
		{ flags: '--from NUMBER', description: 'number of the earlier inventory' },
		{ flags: '--to NUMBER', description: 'number of the later inventory' },
	],
	read: (reader) => {
		const from = reader.integer('from', NUMBERS);
		const to = reader.integer('to', NUMBERS);
		if (from !== undefined && from === to) {
			reader.problems.push(`--from and --to are both ${from}: name two inventories`);
		}
		return { node: reader.positional('NODE'), from, to };
	},
};

export const storageMatchSpec: CommandSpec<StorageMatchValues> = {
	path: 'storage match',
	summary: 'Show which disks of a node a hint means',
	description:
		'A hint is NAME=CONDITION; a disk must agree with all that are given. Disks that do not are shown with what ' +
		'they have instead; `-o name` leaves them out. Nothing is changed. ' +
		'Conditions: a text, `<in> PART`, `== X`, `!= X`, `>= SIZE`, `SIZE .. SIZE`, and `<or> A <or> B`.',
	examples: [
		{ line: "stoker storage match app-1 --hint 'size=>= 1 TB' --hint rotational=false" },
		{ line: "stoker storage match app-1 --hint 'model=<in> samsung'" },
	],
	positionals: [NODE_POSITIONAL],
	options: [{ flags: '--hint NAME=CONDITION...', description: 'what a disk must be like' }],
	read: (reader) => {
		const texts = reader.texts('hint');
		if (texts.length === 0) {
			reader.problems.push('--hint is required');
		}
		const hints = texts.map((text): readonly [string, string] => {
			const at = text.indexOf('=');
			return at === -1 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
		});
		for (const [name, condition] of hints) {
			const problem = hintProblem(name, condition);
			if (problem !== undefined) {
				reader.problems.push(`--hint ${name}=${condition}: must ${problem}`);
			}
		}
		if (new Set(hints.map(([name]) => name)).size < hints.length) {
			reader.problems.push('--hint takes each name once; join alternatives with <or>');
		}
		return { node: reader.positional('NODE'), hints: Object.fromEntries(hints) };
	},
};
