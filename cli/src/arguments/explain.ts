import type { CommandSpec } from './command-spec.js';
import { type RunName, readRunName } from './run-name.js';

export interface ExplainValues {
	/** Id of a deployment or a plan, or an environment, which means its latest deployment. */
	readonly what: string;
	readonly run: RunName | undefined;
	readonly node: string | undefined;
	/** The run's place in the plan instead of how it stands. */
	readonly wantsPlace: boolean;
}

export const explainSpec: CommandSpec<ExplainValues> = {
	path: 'explain',
	summary: 'Tell why a deployment, a node or a task does not move, and what happens next',
	description:
		"With --place, or for a plan: a task's place in the plan, why it is there or skipped, what it waits for and why, " +
		'what waits for it.',
	examples: [
		{ line: 'stoker explain prod' },
		{ line: 'stoker explain prod netconfig@compute-7' },
		{ line: 'stoker explain prod --node compute-7' },
		{ line: 'stoker explain prod netconfig@compute-7 --place', note: 'its place in the plan' },
	],
	positionals: [
		{ name: 'DEPLOYMENT', description: 'id of a deployment or plan, or an environment for its latest deployment' },
		{ name: 'TASK@NODE', description: 'a task and the id or name of its node', isOptional: true },
	],
	options: [
		{ flags: '--node NODE', description: 'everything of this node' },
		{ flags: '--place', description: "the task's place in the plan" },
	],
	read: (reader) => {
		const text = reader.positional('TASK@NODE');
		const node = reader.text('node');
		const wantsPlace = reader.flag('place');
		if (text !== '' && node !== undefined) {
			reader.problems.push('name a task as TASK@NODE, or a node with --node, not both');
		}
		if (text === '' && wantsPlace) {
			reader.problems.push('--place needs a task: TASK@NODE');
		}
		const run = text === '' ? undefined : readRunName(reader, text);
		return { what: reader.positional('DEPLOYMENT'), run, node, wantsPlace };
	},
};
