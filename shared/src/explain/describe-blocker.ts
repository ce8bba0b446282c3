import type { BlockerView, NodeRef, RootRun, RunRef, Some } from '../model/explanation.js';
import { formatElapsed } from './format-elapsed.js';

/** What sentences are made with besides the facts. */
export interface WordContext {
	/** Wall clock that every time is counted from. */
	readonly nowMs: number;
	/** What commands call the deployment. */
	readonly deployment: string;
	/** Time of day at an instant, as people where they are read it. */
	readonly timeOfDay: (atMs: number) => string;
}

/** What holds a run back, and what happens next because of it. */
export interface BlockerWords {
	readonly reason: string;
	readonly next: string;
	/** When that happens by itself, where somebody knows. */
	readonly nextAtMs?: number | undefined;
	/** What a person can do who does not want to wait for it. */
	readonly remedy?: string;
}

type Kind = BlockerView['kind'];
type ViewOf<K extends Kind> = Extract<BlockerView, { kind: K }>;

const DESCRIBE: { readonly [K in Kind]: (blocker: ViewOf<K>, context: WordContext) => BlockerWords } = {
	dependency: ({ roots, total }, context) => ({
		reason: `It waits for ${unfinished(roots.total, total)}${listed(roots, ({ run }) => describeRun(run, context))}.`,
		next: nextOfRoots(roots.items, context),
	}),
	slot: ({ node, slots, holders }, context) => ({
		reason: `${nodeName(node)} has ${counted(slots, 'slot')}, held by ${listed(holders, (run) => describeRun(run, context))}.`,
		next: nextOfHolders(holders.items, context),
	}),
	strategy: ({ taskId, limit, holders }, context) => ({
		reason: `At most ${counted(limit, 'run')} of ${taskId} may be at work at once; at work ${are(holders.total)} ${listed(
			holders,
			(run) => describeRun(run, context),
		)}.`,
		next: nextOfHolders(holders.items, context),
		remedy: `${command(`limits ${context.deployment} --limit ${taskId}=N`)} allows more runs of ${taskId} at once.`,
	}),
	node_limit: ({ limit, nodes }, { deployment }) => ({
		reason: `At most ${counted(limit, 'node')} may be at work at once; at work ${are(nodes.total)} ${listed(nodes, nodeName)}.`,
		next: 'One of those nodes ends what it runs.',
		remedy: `${command(`limits ${deployment} --nodes-at-once N`)} allows more nodes at once.`,
	}),
	tolerance: ({ group, failures, allowed }, { deployment }) => ({
		reason: `More nodes of ${group} have failed than may: ${failures} of ${allowed} allowed. Nothing new begins.`,
		next:
			'What runs ends, then the deployment fails. ' +
			`Once the nodes are repaired, ${command(`retry ${deployment}`)} takes it up again.`,
	}),
	paused: (_, { deployment }) => ({
		reason: 'The deployment is paused: nothing new begins.',
		next: nextOfPause(deployment),
	}),
	break_point: ({ name }, { deployment }) => ({
		reason: `The deployment stands before the break-point ${name}.`,
		next: nextOfPause(deployment),
	}),
	retry_wait: ({ attempt, untilMs }, context) => ({
		reason: `Its last attempt failed; attempt ${attempt} waits for its time.`,
		next: `Attempt ${attempt} begins ${moment(untilMs, context)}.`,
		nextAtMs: untilMs,
	}),
	stopping: () => ({
		reason: 'The deployment is being stopped: nothing new begins.',
		next: 'What runs ends, then the deployment is stopped.',
	}),
	held: () => ({
		reason: 'The controller is about to end and hands out nothing.',
		next: 'It goes on when the controller is back.',
	}),
	agent_silent: ({ node, sinceMs, leaseEndsAtMs, lostAtMs }, context) => ({
		reason: `The agent of ${nodeName(node)} has been silent for ${formatElapsed(context.nowMs - sinceMs)}, since ${context.timeOfDay(sinceMs)}.`,
		next: nextOfSilence({ name: nodeName(node), leaseEndsAtMs, lostAtMs }, context),
		nextAtMs: lostAtMs,
	}),
	agent_absent: ({ node }) => ({
		reason: `The agent of ${nodeName(node)} has not connected since the controller started.`,
		next: `It goes on when the agent connects; \`systemctl status stoker-agent\` on ${nodeName(node)} tells why it does not.`,
	}),
	waiting_for_accept: ({ node }) => ({
		reason: `${nodeName(node)} waits for an administrator to accept it.`,
		next: `It goes on after \`stoker node accept ${nodeName(node)}\`.`,
	}),
	foreign_slot: ({ node, attempts }) => ({
		reason: `${counted(attempts, 'attempt')} of deployments that have ended ${attempts === 1 ? 'holds' : 'hold'} slots of ${nodeName(node)}.`,
		next: 'It goes on when those tasks end, or when the machine is restarted.',
	}),
};

/** Says in whole sentences what holds a run back and what happens next. */
export function describeBlocker(blocker: BlockerView, context: WordContext): BlockerWords {
	return (DESCRIBE[blocker.kind] as (blocker: BlockerView, context: WordContext) => BlockerWords)(blocker, context);
}

/** `app@app-1 (running for 3m 12s)`. */
function describeRun(run: RunRef, { nowMs }: WordContext): string {
	const since = run.sinceMs === undefined ? '' : ` for ${formatElapsed(nowMs - run.sinceMs)}`;
	return `${runName(run)} (${run.state}${since})`;
}

/** `task@node`, the node by its name. */
export function runName({ taskId, nodeName: name, nodeId }: RunRef): string {
	return `${taskId}@${name || nodeId}`;
}

/** `in 19s (14:05:10)`, `41s ago (14:04:10)`. */
export function moment(atMs: number, { nowMs, timeOfDay }: WordContext): string {
	const distance = atMs >= nowMs ? `in ${formatElapsed(atMs - nowMs)}` : `${formatElapsed(nowMs - atMs)} ago`;
	return `${distance} (${timeOfDay(atMs)})`;
}

/** `a`, `a and b`, `a, b and 7 more`. */
export function listed<Item>({ items, total }: Some<Item>, show: (item: Item) => string, most = 3): string {
	const shown = items.slice(0, most).map(show);
	const left = total - shown.length;
	const parts = left > 0 ? [...shown, `${left} more`] : shown;
	const last = parts.at(-1) ?? 'nothing';
	return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 run`, `2 runs`. */
export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** That a run ends, and when at the latest. */
export function endOf(run: RunRef, context: WordContext): string {
	const latest = run.timeoutAtMs;
	return latest === undefined || latest <= context.nowMs
		? `${runName(run)} ends.`
		: `${runName(run)} ends, at the latest by its timeout ${moment(latest, context)}.`;
}

function nextOfPause(deployment: string): string {
	return `It goes on after ${command(`resume ${deployment}`)}; ${command(`step ${deployment}`)} lets one run begin.`;
}

function nextOfRoots([first]: readonly RootRun[], context: WordContext): string {
	if (first === undefined) {
		return 'It begins.';
	}
	if (first.blocker === undefined) {
		return first.run.state === 'running' ? endOf(first.run, context) : `${runName(first.run)} begins.`;
	}
	const { reason, next } = describeBlocker(first.blocker, context);
	const verb = first.run.state === 'running' ? 'end' : 'begin';
	return `${runName(first.run)} does not ${verb}: ${uncapitalised(reason)} ${next}`;
}

/** Of those that hold something, the one whose timeout comes first. */
function nextOfHolders(holders: readonly RunRef[], context: WordContext): string {
	const [first] = holders.toSorted((a, b) => (a.timeoutAtMs ?? Infinity) - (b.timeoutAtMs ?? Infinity));
	return first === undefined ? 'What holds it ends.' : endOf(first, context);
}

function nextOfSilence(
	{ name, leaseEndsAtMs, lostAtMs }: { name: string; leaseEndsAtMs: number | undefined; lostAtMs: number | undefined },
	context: WordContext,
): string {
	if (leaseEndsAtMs === undefined || lostAtMs === undefined) {
		return `It goes on when the agent is heard; \`systemctl status stoker-agent\` on ${name} tells how it is.`;
	}
	const isOver = leaseEndsAtMs <= context.nowMs;
	const lease = isOver ? 'Its lease has ended' : `Its lease ends ${moment(leaseEndsAtMs, context)}`;
	return (
		`${lease}; unless the agent is heard before, what it runs counts as lost ${moment(lostAtMs, context)}. ` +
		`\`stoker node declare-lost ${name}\` does not wait for that.`
	);
}

function nodeName({ nodeId, nodeName: name }: NodeRef): string {
	return name || nodeId;
}

function command(words: string): string {
	return `\`stoker deployment ${words}\``;
}

/** What stands before the runs that wait for nobody, when there are others behind them. */
function unfinished(roots: number, total: number): string {
	return roots === total ? '' : `${counted(total, 'run')} that have not ended, first of all for `;
}

function are(count: number): string {
	return count === 1 ? 'is' : 'are';
}

/** A sentence within another one; a name that begins it keeps its letters. */
export function uncapitalised(sentence: string): string {
	return /^(?:The|It|Its|At|Attempt|More) /.test(sentence)
		? sentence.charAt(0).toLowerCase() + sentence.slice(1)
		: sentence;
}
