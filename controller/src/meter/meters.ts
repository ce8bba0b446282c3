import { DURATION_BOUNDS, Histogram, LATENCY_BOUNDS } from './histogram.js';

/** Calls of one method. */
export interface CallMeter {
	readonly service: string;
	readonly method: string;
	readonly seconds: Histogram;
	/** Ended calls by the name of their gRPC status. */
	readonly codes: Map<string, number>;
}

/** Tasks with a histogram of their own; all others share one, so that no release makes more series than this. */
const MOST_TASKS = 200;
/** Methods come from the protocol; what callers invent is counted as one. */
const MOST_METHODS = 200;
const OTHERS = '(others)';

/**
 * What the controller counts of itself. Plain numbers, written where things happen and read when somebody asks for
 * metrics: counting costs no allocation, no promise and no library.
 */
export class Meters {
	/** From ready to the assignment's envelope leaving, seconds. */
	readonly dispatchSeconds = new Histogram(LATENCY_BOUNDS);
	/** From a report's arrival to its acknowledgement leaving, seconds. */
	readonly reportSeconds = new Histogram(LATENCY_BOUNDS);
	readonly commitSeconds = new Histogram(LATENCY_BOUNDS);
	readonly planSeconds = new Histogram(LATENCY_BOUNDS);
	/** How late the event loop was, seconds, once a second. */
	readonly loopLagSeconds = new Histogram(LATENCY_BOUNDS);
	/** By task id. */
	readonly taskSeconds = new Map<string, Histogram>();
	/** By path. */
	readonly calls = new Map<string, CallMeter>();
	/** Of the plan computed last. */
	planVertices = 0;
	planEdges = 0;
	leasesExpired = 0;
	duplicateReports = 0;
	retries = 0;
	logBytes = 0;
	logBytesDropped = 0;
	databaseBusy = 0;

	/** The histogram of a task; look it up once and keep it. */
	ofTask(taskId: string): Histogram {
		const name = this.taskSeconds.has(taskId) || this.taskSeconds.size < MOST_TASKS ? taskId : OTHERS;
		const histogram = this.taskSeconds.get(name) ?? new Histogram(DURATION_BOUNDS);
		this.taskSeconds.set(name, histogram);
		return histogram;
	}

	/** Counts a plan that was computed. */
	planned(
		graph: { readonly vertexKind: ArrayLike<number>; readonly edgeBefore: ArrayLike<number> },
		milliseconds: number,
	): void {
		this.planSeconds.observe(milliseconds / 1_000);
		this.planVertices = graph.vertexKind.length;
		this.planEdges = graph.edgeBefore.length;
	}

	/** Counts a call that has ended. The path is `/PACKAGE.SERVICE/METHOD`. */
	called(path: string, code: string, milliseconds: number): void {
		const meter = this.#callsOf(path);
		meter.seconds.observe(milliseconds / 1_000);
		meter.codes.set(code, (meter.codes.get(code) ?? 0) + 1);
	}

	#callsOf(path: string): CallMeter {
		const key = this.calls.has(path) || this.calls.size < MOST_METHODS ? path : OTHERS;
		let meter = this.calls.get(key);
		if (meter === undefined) {
			const [, service = OTHERS, method = OTHERS] = key.split('/');
			meter = { service, method, seconds: new Histogram(LATENCY_BOUNDS), codes: new Map() };
			this.calls.set(key, meter);
		}
		return meter;
	}
}
