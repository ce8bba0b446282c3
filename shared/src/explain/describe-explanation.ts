import type { RunCounts } from '../model/deployment.js';
import type { BlockerView, ExplainedRun, ExplanationView, HeldRuns, RunRef, Some } from '../model/explanation.js';
import type { DeploymentView } from '../model/views.js';
import {
	counted,
	describeBlocker,
	endOf,
	listed,
	moment,
	runName,
	uncapitalised,
	type WordContext,
} from './describe-blocker.js';
import { formatElapsed } from './format-elapsed.js';

/** Why something does or does not move, in whole sentences. */
export interface ExplanationWords {
	/** How it stands. */
	readonly headline: string;
	/** What holds it back, the decisive thing first; empty when nothing does. */
	readonly reasons: readonly string[];
	/** What will happen, and what a person can do. */
	readonly next: readonly string[];
}

/** Most sentences about what comes next; a deployment may have many. */
const MOST_NEXT = 5;

/** Says why a deployment, a node or a task run does or does not move. The clock's now is the moment of the view. */
export function describeExplanation(view: ExplanationView, timeOfDay: (atMs: number) => string): ExplanationWords {
	const { deployment, subject, atMs } = view;
	const isAtWork = deployment.endedAtMs === undefined;
	const name = isAtWork ? deployment.environmentName : deployment.id;
	const context = { nowMs: atMs, deployment: name, timeOfDay };
	if (subject.kind === 'run') {
		return describeExplainedRun(subject.explained, deployment, context);
	}
	return {
		headline: subject.kind === 'node' ? nodeHeadline(view, subject.node, context) : headlineOf(deployment, context),
		reasons: [
			...view.running.items.flatMap(({ run, blockers }) =>
				blockers.map(
					(blocker) => `${runName(run)} runs, but ${uncapitalised(describeBlocker(blocker, context).reason)}`,
				),
			),
			...view.held.map((held) => describeHeld(held, context)),
			...view.failed.items.map((run) => ended(`${runName(run)} has failed: ${run.message || 'no reason given'}`)),
			...(isAtWork ? [] : leftUndone(subject.kind === 'node' ? subject.node.counts : deployment.counts)),
		],
		next: isAtWork ? nextOf(view, context) : nextOfEnded(deployment),
	};
}

/** What is said of a run that is with an agent: `app@app-1, for 3m 12s, attempt 2`. */
export function describeRunning({ run }: ExplainedRun, nowMs: number): string {
	const since = run.sinceMs === undefined ? '' : `, for ${formatElapsed(nowMs - run.sinceMs)}`;
	return `${runName(run)}${since}${run.attempt > 1 ? `, attempt ${run.attempt}` : ''}`;
}

function describeExplainedRun(
	{ run, blockers }: ExplainedRun,
	deployment: DeploymentView,
	context: WordContext,
): ExplanationWords {
	const words = blockers.map((blocker) => describeBlocker(blocker, context));
	const [decisive] = words;
	return {
		headline: runHeadline(run, context),
		reasons: words.map(({ reason }) => reason),
		next:
			decisive === undefined
				? [nextOfRun(run, deployment, context)]
				: [decisive.next, ...(decisive.remedy === undefined ? [] : [decisive.remedy])],
	};
}

function runHeadline(run: RunRef, context: WordContext): string {
	const name = runName(run);
	const since = run.sinceMs === undefined ? '' : ` ${moment(run.sinceMs, context)}`;
	const elapsed = run.sinceMs === undefined ? '' : ` for ${formatElapsed(context.nowMs - run.sinceMs)}`;
	const reason = run.message === '' ? '' : `: ${run.message}`;
	const attempt = run.attempt > 1 ? ` at attempt ${run.attempt}` : '';
	switch (run.state) {
		case 'pending':
			return `${name} may not begin yet.`;
		case 'ready':
			return `${name} has been ready${elapsed} and has not begun.`;
		case 'running':
			return `${name} has been running${elapsed}${run.attempt > 1 ? `, attempt ${run.attempt}` : ''}.`;
		case 'succeeded':
			return ended(`${name} succeeded${since}${reason}`);
		case 'failed':
			return ended(`${name} failed${since}${attempt}${reason}`);
		case 'skipped':
			return ended(`${name} is left out${reason}`);
		case 'dep_failed':
			return `${name} did not run, because ${run.message || 'something before it'} failed.`;
		case 'cancelled':
			return ended(`${name} was cancelled${since}${reason}`);
	}
}

function nextOfRun(run: RunRef, deployment: DeploymentView, context: WordContext): string {
	const retry = `\`stoker deployment retry ${context.deployment}`;
	switch (run.state) {
		case 'running':
			return endOf(run, context);
		case 'pending':
		case 'ready':
			return deployment.endedAtMs === undefined ? `${runName(run)} begins.` : 'Nothing: the deployment has ended.';
		case 'failed':
			return `Nothing by itself. ${retry} ${runName(run)}\` tries it again; \`skip\` and \`mark-done\` go on without it.`;
		case 'dep_failed':
			return 'Nothing by itself: it becomes possible when what failed before it is retried, skipped or marked done.';
		case 'cancelled':
			return `Nothing by itself. ${retry}\` takes it up again.`;
		case 'succeeded':
		case 'skipped':
			return 'Nothing: it is done with.';
	}
}

function headlineOf(deployment: DeploymentView, context: WordContext): string {
	const { environmentName, graphType, counts, state, startedAtMs, endedAtMs, message, control } = deployment;
	const name = `The deployment of ${environmentName} (${graphType})`;
	if (endedAtMs !== undefined) {
		const reason = message === '' ? '' : `: ${message}`;
		return ended(`${name} ended as ${state} ${moment(endedAtMs, context)}${reason}`);
	}
	const doing = state === 'stopping' ? 'being stopped' : control.isPaused ? 'paused' : 'at work';
	return `${name} is ${doing}, begun ${moment(startedAtMs, context)}: ${countsText(counts)}.`;
}

function nodeHeadline(view: ExplanationView, node: { nodeName: string; counts: RunCounts }, context: WordContext) {
	const { environmentName, endedAtMs } = view.deployment;
	const end = endedAtMs === undefined ? '' : `, which ended ${moment(endedAtMs, context)}`;
	return `${node.nodeName} in the deployment of ${environmentName}${end}: ${countsText(node.counts)}.`;
}

/** `3 of 9 runs done, 1 running, 2 ready, 3 waiting for others`. */
function countsText(counts: RunCounts): string {
	const total = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.skipped;
	const parts: readonly (readonly [count: number, words: string])[] = [
		[counts.running, 'running'],
		[counts.ready, 'ready'],
		[counts.pending, 'waiting for others'],
		[counts.failed, 'failed'],
		[counts.dep_failed, 'not run because of a failure'],
		[counts.cancelled, 'cancelled'],
	];
	const rest = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
	return [`${counts.succeeded} of ${counted(total, 'run')} done`, ...rest].join(', ');
}

function describeHeld({ blocker, runs }: HeldRuns, context: WordContext): string {
	const names = listed(runs, runName);
	return `${heldReason(blocker, context)} (${counted(runs.total, 'run')}: ${names})`;
}

/** Of many runs at once: whom each of them waits for would be too much. */
function heldReason(blocker: BlockerView, context: WordContext): string {
	switch (blocker.kind) {
		case 'dependency':
			return 'Runs before them have not ended.';
		case 'slot':
			return 'Other runs hold the slots of their nodes.';
		default:
			return describeBlocker(blocker, context).reason;
	}
}

/** What happens by itself, the soonest first, then what a run or a person has to do. */
function nextOf({ running, held }: ExplanationView, context: WordContext): readonly string[] {
	const ofRunning = running.items.flatMap(({ run, blockers }) =>
		blockers.slice(0, 1).map((blocker) => {
			const { next, nextAtMs } = describeBlocker(blocker, context);
			return { next: `${runName(run)}: ${uncapitalised(next)}`, nextAtMs };
		}),
	);
	const ofHeld = held
		.filter(({ blocker: { kind } }) => kind !== 'dependency' && kind !== 'slot')
		.map(({ blocker, runs }) => {
			const { next: own, nextAtMs, remedy } = describeBlocker(blocker, context);
			// What ends is told once for all that run.
			const next = remedy ?? own;
			const [first] = blocker.kind === 'retry_wait' ? runs.items : [];
			return { next: first === undefined ? next : `${runName(first)}: ${uncapitalised(next)}`, nextAtMs };
		});
	const told = [...ofRunning, ...ofHeld];
	const byTime = told.filter(({ nextAtMs }) => nextAtMs !== undefined);
	const soonest = byTime.toSorted((a, b) => (a.nextAtMs ?? 0) - (b.nextAtMs ?? 0)).map(({ next }) => next);
	const others = told.filter(({ nextAtMs }) => nextAtMs === undefined).map(({ next }) => next);
	const next = [...new Set([...soonest, ...nextEnd(running, context), ...others])].slice(0, MOST_NEXT);
	return next.length > 0 ? next : ['The next run begins.'];
}

/** Which of the runs at work ends first, as far as anybody can tell. */
function nextEnd({ items, total }: Some<ExplainedRun>, context: WordContext): readonly string[] {
	const free = items.filter(({ blockers }) => blockers.length === 0).map(({ run }) => run);
	const [first] = free.toSorted((a, b) => (a.timeoutAtMs ?? Infinity) - (b.timeoutAtMs ?? Infinity));
	if (first === undefined) {
		return [];
	}
	const { timeoutAtMs } = first;
	return total === 1 || timeoutAtMs === undefined
		? [endOf(first, context)]
		: [`One of ${total} runs ends; the first timeout is that of ${runName(first)}, ${moment(timeoutAtMs, context)}.`];
}

/** What will not run any more, by what kept it from running. */
function leftUndone({ dep_failed: behind, cancelled }: RunCounts): readonly string[] {
	return [
		...(behind > 0 ? [`${counted(behind, 'run')} did not run because of failures.`] : []),
		...(cancelled > 0 ? [`${counted(cancelled, 'run')} ${cancelled === 1 ? 'was' : 'were'} cancelled.`] : []),
	];
}

function nextOfEnded({ state, id, environmentName, counts }: DeploymentView): readonly string[] {
	const report = `\`stoker deployment report ${id}\` shows what failed with its output, and what did not run because of it.`;
	return [
		state === 'succeeded'
			? 'Nothing: it is done.'
			: `Nothing by itself. \`stoker deployment retry ${id}\` takes it up again; ` +
				`\`stoker env deploy ${environmentName}\` begins anew.`,
		...(counts.failed > 0 ? [report] : []),
	];
}

/** A sentence whose last words are somebody else's, who may have ended it already. */
function ended(sentence: string): string {
	return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
