import type { Database, Statement } from 'better-sqlite3';
import type { HelloRow, HotRows, RowSet, StreamRows } from '../hot-rows.js';
import { RowMismatch } from './classify-failure.js';

// Who ran or succeeded was ready then at the latest, even when no update said so.
const UPDATE_RUNS = `
	UPDATE task_run SET
		state = u.state,
		message = u.message,
		ready_at = coalesce(u.ready_at, task_run.ready_at, CASE WHEN u.state IN ('running', 'succeeded') THEN u.at END),
		ended_at = CASE WHEN u.state IN ('pending', 'ready', 'running') THEN NULL ELSE u.at END
	FROM (
		SELECT value ->> 0 AS deployment_id, value ->> 1 AS vertex, value ->> 2 AS state, value ->> 3 AS message,
			value ->> 4 AS at, value ->> 5 AS ready_at
		FROM json_each(?)
	) AS u
	WHERE task_run.deployment_id = u.deployment_id AND task_run.vertex = u.vertex`;

const INSERT_ATTEMPTS = `
	INSERT INTO attempt (assignment_id, deployment_id, vertex, number, node_id, journal_id, boot_id, assigned_at,
		is_decisive, cancel_requested)
	SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, 0, 0
	FROM json_each(?)`;

const START_ATTEMPTS = `
	UPDATE attempt SET started_at = coalesce(attempt.started_at, u.started_at)
	FROM (SELECT value ->> 0 AS assignment_id, value ->> 1 AS started_at FROM json_each(?)) AS u
	WHERE attempt.assignment_id = u.assignment_id`;

const END_ATTEMPTS = `
	UPDATE attempt SET
		ended_at = u.ended_at,
		outcome = u.outcome,
		detail = u.detail,
		is_decisive = u.is_decisive,
		started_at = coalesce(attempt.started_at, u.started_at)
	FROM (
		SELECT value ->> 0 AS assignment_id, value ->> 1 AS ended_at, value ->> 2 AS outcome, value -> 3 AS detail,
			value ->> 4 AS is_decisive, value ->> 5 AS started_at
		FROM json_each(?)
	) AS u
	WHERE attempt.assignment_id = u.assignment_id AND attempt.ended_at IS NULL`;

const CANCEL_ATTEMPTS = `
	UPDATE attempt SET cancel_requested = 1 WHERE assignment_id IN (SELECT value ->> 0 FROM json_each(?))`;

/** The epoch only grows: an older hello that comes late changes nothing and is refused. */
const STORE_HELLO = `
	UPDATE node SET session_epoch = @epoch, instance_id = @instance, boot_id = @boot, journal_id = @journal,
		agent_version = @version, last_seen_at = @at
	WHERE id = @node AND session_epoch < @epoch`;

const STORE_CONTROL = `
	UPDATE deployment SET control = u.control, excluded_nodes = u.excluded
	FROM (SELECT value ->> 0 AS id, value ->> 1 AS control, value ->> 2 AS excluded FROM json_each(?)) AS u
	WHERE deployment.id = u.id`;

const MARK_RETRIES = `
	UPDATE task_run SET attempts_before = u.attempts
	FROM (SELECT value ->> 0 AS deployment_id, value ->> 1 AS vertex, value ->> 2 AS attempts FROM json_each(?)) AS u
	WHERE task_run.deployment_id = u.deployment_id AND task_run.vertex = u.vertex`;

const ADVANCE_STREAM = `
	INSERT INTO event_stream (stream, last_sequence, compacted_through) VALUES (?, ?, 0)
	ON CONFLICT (stream) DO UPDATE SET last_sequence = last_sequence + excluded.last_sequence
	RETURNING last_sequence`;

const INSERT_EVENTS = `
	INSERT INTO event (stream, sequence, at, body)
	SELECT ?, ? + key, value ->> 0, value -> 1 FROM json_each(?)`;

const FIRST_UNKNOWN_ATTEMPT = `
	SELECT value ->> 0 AS id FROM json_each(?)
	WHERE NOT EXISTS (SELECT 1 FROM attempt WHERE assignment_id = value ->> 0) LIMIT 1`;

const FIRST_UNKNOWN_RUN = `
	SELECT value ->> 0 AS deployment_id, value ->> 1 AS vertex FROM json_each(?)
	WHERE NOT EXISTS (SELECT 1 FROM task_run WHERE deployment_id = value ->> 0 AND vertex = value ->> 1) LIMIT 1`;

/** The prepared bulk statements of the hot path. They run inside a transaction that the caller opened. */
export class HotStatements {
	readonly #database: Database;
	readonly #updateRuns: Statement;
	readonly #insertAttempts: Statement;
	readonly #startAttempts: Statement;
	readonly #endAttempts: Statement;
	readonly #cancelAttempts: Statement;
	readonly #storeHello: Statement;
	readonly #storeControl: Statement;
	readonly #markRetries: Statement;
	readonly #advanceStream: Statement;
	readonly #insertEvents: Statement;

	constructor(database: Database) {
		this.#database = database;
		this.#updateRuns = database.prepare(UPDATE_RUNS);
		this.#insertAttempts = database.prepare(INSERT_ATTEMPTS);
		this.#startAttempts = database.prepare(START_ATTEMPTS);
		this.#endAttempts = database.prepare(END_ATTEMPTS);
		this.#cancelAttempts = database.prepare(CANCEL_ATTEMPTS);
		this.#storeHello = database.prepare(STORE_HELLO);
		this.#storeControl = database.prepare(STORE_CONTROL);
		this.#markRetries = database.prepare(MARK_RETRIES);
		this.#advanceStream = database.prepare(ADVANCE_STREAM).pluck();
		this.#insertEvents = database.prepare(INSERT_EVENTS);
	}

	/** Applies all rows; gives the first sequence number of each stream. Throws {@link RowMismatch}. */
	apply(rows: HotRows): readonly number[] {
		this.#end(rows.earlierEnds);
		this.#update(rows.runs);
		if (rows.attempts !== undefined) {
			this.#insertAttempts.run(rows.attempts.json);
		}
		this.#mark(this.#startAttempts, rows.starts);
		this.#end(rows.ends);
		this.#mark(this.#cancelAttempts, rows.cancels);
		this.#greet(rows.hellos);
		if (rows.controls !== undefined) {
			this.#storeControl.run(rows.controls.json);
		}
		if (rows.retries !== undefined) {
			this.#markRetries.run(rows.retries.json);
		}
		return this.appendEvents(rows.events);
	}

	/** Numbers and stores events; gives the first sequence number of each stream. */
	appendEvents(streams: readonly StreamRows[]): readonly number[] {
		return streams.map(({ stream, count, json }) => {
			const first = Number(this.#advanceStream.get(stream, count)) - count + 1;
			this.#insertEvents.run(stream, first, json);
			return first;
		});
	}

	#update(rows: RowSet | undefined): void {
		if (rows === undefined || this.#updateRuns.run(rows.json).changes === rows.count) {
			return;
		}
		const unknown = this.#database.prepare<[string], { deployment_id: string; vertex: number }>(FIRST_UNKNOWN_RUN);
		const run = unknown.get(rows.json);
		throw new RowMismatch(`deployment ${run?.deployment_id ?? '?'} has no task run of vertex ${run?.vertex ?? '?'}`);
	}

	#end(rows: RowSet | undefined): void {
		if (rows === undefined || this.#endAttempts.run(rows.json).changes === rows.count) {
			return;
		}
		const unknown = this.#firstUnknownAttempt(rows);
		throw new RowMismatch(
			unknown === undefined ? 'an attempt would end a second time' : `there is no attempt ${unknown} to end`,
		);
	}

	/** Marks may be repeated, also for attempts that have ended; they must only meet attempts that exist. */
	#mark(statement: Statement, rows: RowSet | undefined): void {
		if (rows === undefined || statement.run(rows.json).changes === rows.count) {
			return;
		}
		const unknown = this.#firstUnknownAttempt(rows);
		if (unknown !== undefined) {
			throw new RowMismatch(`there is no attempt ${unknown} to mark`);
		}
	}

	#greet(rows: RowSet | undefined): void {
		if (rows === undefined) {
			return;
		}
		for (const hello of JSON.parse(rows.json) as readonly HelloRow[]) {
			if (this.#storeHello.run(hello).changes !== 1) {
				throw new RowMismatch(`there is no node ${hello.node} with a session before ${hello.epoch}`);
			}
		}
	}

	#firstUnknownAttempt(rows: RowSet): string | undefined {
		return this.#database.prepare<[string], { id: string }>(FIRST_UNKNOWN_ATTEMPT).get(rows.json)?.id;
	}
}
