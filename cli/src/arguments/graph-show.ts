import type { CommandSpec } from './command-spec.js';

const SHOW_FORMATS = ['table', 'json', 'dot', 'mermaid', 'svg'] as const;
export type ShowFormat = (typeof SHOW_FORMATS)[number];

export interface GraphShowValues {
	readonly plan: string;
	/** Undefined: all. */
	readonly node: string | undefined;
	readonly task: string | undefined;
	readonly role: string | undefined;
	readonly withAncestors: boolean;
	readonly withDescendants: boolean;
	readonly hops: number | undefined;
	readonly format: ShowFormat;
}

const PLAN_POSITIONAL = { name: 'PLAN', description: 'id of the plan' };
const MOST_HOPS = 1000;

export const graphShowSpec: CommandSpec<GraphShowValues> = {
	path: 'graph show',
	summary: "Show a plan's graph, or the part of it around a node, a task or a role",
	description: 'Pictures put alike runs into one box, at most 200 of them, and leave out what other arrows imply.',
	examples: [
		{ line: 'stoker graph show 0199c2d4 -o svg > plan.svg' },
		{ line: 'stoker graph show 0199c2d4 --task netconfig --node 3 --ancestors' },
		{ line: 'stoker graph show 0199c2d4 --role controller --around 2 -o dot > plan.dot' },
	],
	positionals: [PLAN_POSITIONAL],
	options: [
		{ flags: '--node NODE', description: 'only runs on this node, by id or name' },
		{ flags: '--task TASK', description: 'only runs of this task' },
		{ flags: '--role ROLE', description: 'only runs on nodes with this role' },
		{ flags: '--ancestors', description: 'and everything that must end before' },
		{ flags: '--descendants', description: 'and everything that waits for them' },
		{ flags: '--around STEPS', description: 'and what is so many steps away, before or behind' },
	],
	formats: SHOW_FORMATS,
	read: (reader) => ({
		plan: reader.positional('PLAN'),
		node: reader.text('node'),
		task: reader.text('task'),
		role: reader.text('role'),
		withAncestors: reader.flag('ancestors'),
		withDescendants: reader.flag('descendants'),
		hops: reader.integer('around', { minimum: 1, maximum: MOST_HOPS }),
		format: reader.choice('output', SHOW_FORMATS) ?? 'table',
	}),
};
