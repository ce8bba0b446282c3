import type { ExplainedRun, ExplanationSubject, ExplanationView, HeldRuns } from '../model/explanation.js';
import type * as wire from '../wire/stoker/v1/explanation.js';
import { decodeBlocker, decodeRunRef, decodeRuns, encodeBlocker, encodeRunRef, encodeRuns } from './blocker.js';
import { decodeDeployment, decodeNodeProgress, encodeDeployment, encodeNodeProgress } from './deployment.js';
import { decodePresentTime, encodeTime, present } from './values.js';

/** Writes for the wire why something does or does not move. */
export function encodeExplanation(explanation: ExplanationView): wire.GetExplanationResponse {
	const { atMs, deployment, subject, running, held, failed, chain } = explanation;
	return {
		at: encodeTime(atMs),
		deployment: encodeDeployment(deployment),
		subject: encodeSubject(subject),
		running: running.items.map(encodeExplainedRun),
		runningCount: running.total,
		held: held.map(({ blocker, runs }) => ({ blocker: encodeBlocker(blocker), runs: encodeRuns(runs) })),
		failed: encodeRuns(failed),
		chain: encodeRuns(chain),
	};
}

/** Reads why something does or does not move. */
export function decodeExplanation(message: wire.GetExplanationResponse): ExplanationView {
	return {
		atMs: decodePresentTime(message.at),
		deployment: decodeDeployment(present(message.deployment, 'deployment')),
		subject: decodeSubject(message.subject),
		running: { items: message.running.map(decodeExplainedRun), total: message.runningCount },
		held: message.held.map(decodeHeldRuns),
		failed: decodeRuns(message.failed),
		chain: decodeRuns(message.chain),
	};
}

function encodeSubject(subject: ExplanationSubject): wire.GetExplanationResponse['subject'] {
	switch (subject.kind) {
		case 'deployment':
			return undefined;
		case 'node':
			return { $case: 'node', value: encodeNodeProgress(subject.node) };
		case 'run':
			return { $case: 'run', value: encodeExplainedRun(subject.explained) };
	}
}

function decodeSubject(subject: wire.GetExplanationResponse['subject']): ExplanationSubject {
	if (subject === undefined) {
		return { kind: 'deployment' };
	}
	return subject.$case === 'node'
		? { kind: 'node', node: decodeNodeProgress(subject.value) }
		: { kind: 'run', explained: decodeExplainedRun(subject.value) };
}

function encodeExplainedRun({ run, blockers }: ExplainedRun): wire.ExplainedRun {
	return { run: encodeRunRef(run), blockers: blockers.map(encodeBlocker) };
}

function decodeExplainedRun({ run, blockers }: wire.ExplainedRun): ExplainedRun {
	return { run: decodeRunRef(present(run, 'run')), blockers: blockers.map(decodeBlocker) };
}

function decodeHeldRuns({ blocker, runs }: wire.HeldRuns): HeldRuns {
	return { blocker: decodeBlocker(present(blocker, 'blocker')), runs: decodeRuns(runs) };
}
