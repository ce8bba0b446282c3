import type { CommandSpec } from './command-spec.js';

const SHOW_FORMATS = ['table', 'json', 'dot', 'mermaid', 'svg'] as const;
export type ShowFormat = (typeof SHOW_FORMATS)[number];

const EXPLAIN_FORMATS = ['table', 'json'] as const;

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

export interface ExplainValues {
	readonly plan: string;
	readonly task: string;
	readonly node: string;
	readonly format: (typeof EXPLAIN_FORMATS)[number];
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

export const explainSpec: CommandSpec<ExplainValues> = {
	path: 'explain',
	summary: "Tell a task's place in a plan: why it is there or skipped, what it waits for, what waits for it",
	examples: [{ line: 'stoker explain 0199c2d4 netconfig@compute-7' }],
	positionals: [PLAN_POSITIONAL, { name: 'TASK@NODE', description: 'the task and the id or name of the node' }],
	formats: EXPLAIN_FORMATS,
	read: (reader) => {
		const run = reader.positional('TASK@NODE');
		const at = run.lastIndexOf('@');
		if (at <= 0 || at === run.length - 1) {
			reader.problems.push(`'${run}' is not TASK@NODE, for example netconfig@compute-7`);
		}
		return {
			plan: reader.positional('PLAN'),
			task: run.slice(0, Math.max(at, 0)),
			node: run.slice(at + 1),
			format: reader.choice('output', EXPLAIN_FORMATS) ?? 'table',
		};
	},
};
