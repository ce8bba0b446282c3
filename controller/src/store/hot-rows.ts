import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type { Event, NewEvent } from '@stoker/shared/model/event.js';
import type { DeploymentId, EnvironmentId } from '@stoker/shared/model/ids.js';
import type { AttemptEnd, CommitBatch, ControlUpdate, NewAttempt, NodeHello, RetryMark, RunUpdate } from './store.js';

/** Rows of one table as one JSON array: a single parameter, whatever their number. */
export interface RowSet {
	readonly json: string;
	readonly count: number;
}

/** Events of one stream, `[atMs, body]` each; their numbers follow the last one of the stream. */
export interface StreamRows extends RowSet {
	readonly stream: EnvironmentId;
}

/**
 * All batches of one commit, table by table. Rows are applied in the order of the fields, so that a retry may end
 * one attempt and begin the next, and an attempt may begin and end, within one commit.
 */
export interface HotRows {
	/** Ends of attempts that were stored before. */
	readonly earlierEnds: RowSet | undefined;
	/** One row for each task run, whatever the number of its updates. */
	readonly runs: RowSet | undefined;
	readonly attempts: RowSet | undefined;
	readonly starts: RowSet | undefined;
	/** Ends of attempts that begin in this commit. */
	readonly ends: RowSet | undefined;
	readonly cancels: RowSet | undefined;
	readonly hellos: RowSet | undefined;
	readonly controls: RowSet | undefined;
	readonly retries: RowSet | undefined;
	readonly events: readonly StreamRows[];
}

/** A row of `hellos`; the others are arrays. */
export interface HelloRow {
	readonly node: string;
	readonly epoch: number;
	readonly instance: string;
	readonly boot: string;
	readonly journal: string;
	readonly version: string;
	readonly at: number;
}

/** deployment, vertex, state, message, at, ready at */
type RunRow = [DeploymentId, number, TaskRunState, string, number, number | null];

/** Turns batches into rows; the same rows serve every database. */
export function encodeHotRows(batches: readonly CommitBatch[]): HotRows {
	const attempts = batches.flatMap((batch) => batch.attempts);
	const ends = batches.flatMap((batch) => batch.ends);
	const begun = ends.length === 0 ? undefined : new Set(attempts.map((attempt) => attempt.assignmentId));
	const isEarlier = (end: AttemptEnd): boolean => begun === undefined || !begun.has(end.assignmentId);
	return {
		earlierEnds: rowSet(ends.filter(isEarlier).map(endRow)),
		runs: rowSet(mergeRunUpdates(batches)),
		attempts: rowSet(attempts.map(attemptRow)),
		starts: rowSet(batches.flatMap((batch) => batch.starts).map((start) => [start.assignmentId, start.startedAtMs])),
		ends: rowSet(ends.filter((end) => !isEarlier(end)).map(endRow)),
		cancels: rowSet(batches.flatMap((batch) => batch.cancels).map((assignmentId) => [assignmentId])),
		hellos: rowSet(batches.flatMap((batch) => batch.hellos).map(helloRow)),
		controls: rowSet(
			lastOfEach(
				batches.flatMap((batch) => batch.controls.map(controlRow)),
				1,
			),
		),
		retries: rowSet(
			lastOfEach(
				batches.flatMap((batch) => batch.retries.map(retryRow)),
				2,
			),
		),
		events: encodeEvents(batches.flatMap((batch) => batch.events)),
	};
}

/** Groups events by stream, in the order in which the streams first appear. */
export function encodeEvents(events: readonly NewEvent[]): readonly StreamRows[] {
	return [...groupByStream(events)].map(([stream, group]) => ({
		stream,
		json: JSON.stringify(group.map((event) => [event.atMs, event.body])),
		count: group.length,
	}));
}

/** Gives events their numbers; `firstSequences` belongs to the streams in the order of {@link encodeEvents}. */
export function numberEvents(events: readonly NewEvent[], firstSequences: readonly number[]): readonly Event[] {
	const next = new Map<EnvironmentId, number>();
	return events.map((event) => {
		const sequence = next.get(event.stream) ?? firstSequences[next.size];
		if (sequence === undefined) {
			throw new Error(`no sequence number for stream "${event.stream}"`);
		}
		next.set(event.stream, sequence + 1);
		return { stream: event.stream, atMs: event.atMs, body: event.body, sequence };
	});
}

function groupByStream(events: readonly NewEvent[]): Map<EnvironmentId, NewEvent[]> {
	const groups = new Map<EnvironmentId, NewEvent[]>();
	for (const event of events) {
		const group = groups.get(event.stream);
		if (group === undefined) {
			groups.set(event.stream, [event]);
		} else {
			group.push(event);
		}
	}
	return groups;
}

/** A bulk update meets each row once, so several updates of one run become the last one. */
function mergeRunUpdates(batches: readonly CommitBatch[]): readonly RunRow[] {
	const rows: RunRow[] = [];
	const byDeployment = new Map<DeploymentId, Map<number, RunRow>>();
	for (const batch of batches) {
		for (const update of batch.runs) {
			const byVertex = byDeployment.get(update.deploymentId) ?? new Map<number, RunRow>();
			byDeployment.set(update.deploymentId, byVertex);
			const earlier = byVertex.get(update.vertex);
			if (earlier === undefined) {
				const row = runRow(update);
				byVertex.set(update.vertex, row);
				rows.push(row);
			} else {
				overwriteRunRow(earlier, update);
			}
		}
	}
	return rows;
}

function runRow(update: RunUpdate): RunRow {
	const readyAt = update.state === 'ready' ? update.atMs : null;
	return [update.deploymentId, update.vertex, update.state, update.message, update.atMs, readyAt];
}

function overwriteRunRow(row: RunRow, update: RunUpdate): void {
	row[2] = update.state;
	row[3] = update.message;
	row[4] = update.atMs;
	row[5] = update.state === 'ready' ? update.atMs : row[5];
}

function attemptRow(attempt: NewAttempt): readonly unknown[] {
	return [
		attempt.assignmentId,
		attempt.deploymentId,
		attempt.vertex,
		attempt.number,
		attempt.nodeId,
		attempt.journalId,
		attempt.bootId,
		attempt.assignedAtMs,
	];
}

function endRow(end: AttemptEnd): readonly unknown[] {
	const startedAt = end.outcome.startedAtMs === 0 ? null : end.outcome.startedAtMs;
	return [end.assignmentId, end.endedAtMs, end.outcome.outcome, end.outcome, end.isDecisive ? 1 : 0, startedAt];
}

function helloRow(hello: NodeHello): HelloRow {
	return {
		node: hello.nodeId,
		epoch: hello.epoch,
		instance: hello.instanceId,
		boot: hello.bootId,
		journal: hello.journalId,
		version: hello.agentVersion,
		at: hello.atMs,
	};
}

/** The two documents are stored as they are: text within the JSON of the rows. */
function controlRow({ deploymentId, control, excluded }: ControlUpdate): readonly unknown[] {
	return [deploymentId, JSON.stringify(control), JSON.stringify(excluded)];
}

function retryRow({ deploymentId, vertex, attemptsBefore }: RetryMark): readonly unknown[] {
	return [deploymentId, vertex, attemptsBefore];
}

/** Of rows whose first cells are equal the last one. */
function lastOfEach(rows: readonly (readonly unknown[])[], keyLength: number): readonly (readonly unknown[])[] {
	return rows.length < 2 ? rows : [...new Map(rows.map((row) => [row.slice(0, keyLength).join(' '), row])).values()];
}

function rowSet(rows: readonly unknown[]): RowSet | undefined {
	return rows.length === 0 ? undefined : { json: JSON.stringify(rows), count: rows.length };
}
