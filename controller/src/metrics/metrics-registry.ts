import type { RunCounts } from '@stoker/shared/model/deployment.js';
import { Counter, collectDefaultMetrics, Gauge, type Metric, Registry } from 'prom-client';
import type { Histogram } from '../meter/histogram.js';
import type { Meters } from '../meter/meters.js';

/** Where the figures come from; asked when somebody asks for metrics, never before. */
export interface MetricSources {
	readonly meters: Meters;
	readonly version: string;
	/** Milliseconds since each connected agent was last heard. */
	readonly heartbeatAgesMs: () => readonly number[];
	/** Task runs of the deployments at work. */
	readonly runCounts: () => RunCounts;
	/** Bytes of the write-ahead log. */
	readonly walBytes: () => number;
	/** Seconds until certificates end, by what they are for. */
	readonly certificateSeconds: () => Readonly<Record<string, number>>;
}

type Labels = Readonly<Record<string, string>>;

/** Seconds of silence that heartbeats are sorted by. */
const AGE_BOUNDS = [1, 5, 10, 20, 60];

/** Makes the registry that answers `/metrics`. Nodes are never a label: there may be thousands. */
export function metricsRegistry(sources: MetricSources): Registry {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const { meters } = sources;
	const gauge = gaugesOf(registry);
	const counter = countersOf(registry);
	gauge('stoker_build_info', 'Version of the controller.', () => [[{ version: sources.version }, 1]]);
	addAgents(gauge, sources);
	gauge('stoker_tasks', 'Task runs of the deployments at work, by state.', () =>
		Object.entries(sources.runCounts()).map(([state, count]) => [{ state }, count]),
	);
	gauge('stoker_graph_nodes', 'Vertices of the plan computed last.', () => [[{}, meters.planVertices]]);
	gauge('stoker_graph_edges', 'Edges of the plan computed last.', () => [[{}, meters.planEdges]]);
	gauge('stoker_wal_bytes', "Bytes of the database's write-ahead log.", () => [[{}, sources.walBytes()]]);
	gauge('stoker_cert_expiry_seconds', 'Seconds until a certificate of the controller ends.', () =>
		Object.entries(sources.certificateSeconds()).map(([certificate, seconds]) => [{ certificate }, seconds]),
	);
	counter(
		'stoker_lease_expired_total',
		'Attempts whose agent was silent beyond its lease.',
		() => meters.leasesExpired,
	);
	counter('stoker_duplicate_report_total', 'Reports of outcomes that were known.', () => meters.duplicateReports);
	counter('stoker_retries_total', 'Attempts after the first one of a run.', () => meters.retries);
	counter('stoker_busy_total', 'Times the database was locked; anything but 0 is a fault.', () => meters.databaseBusy);
	counter('stoker_log_bytes_total', 'Bytes of output that agents sent.', () => meters.logBytes);
	counter('stoker_log_dropped_total', 'Bytes of output that were thrown away.', () => meters.logBytesDropped);
	addHistograms(registry, meters);
	addCalls(registry, meters);
	return registry;
}

function addAgents(gauge: ReturnType<typeof gaugesOf>, { heartbeatAgesMs }: MetricSources): void {
	gauge('stoker_agents_connected', 'Agents with a live stream.', () => [[{}, heartbeatAgesMs().length]]);
	gauge('stoker_agent_heartbeat_age_seconds_max', 'Longest silence of a connected agent.', () => [
		[{}, heartbeatAgesMs().reduce((most, age) => Math.max(most, age), 0) / 1_000],
	]);
	gauge('stoker_agents_by_heartbeat_age', 'Connected agents that were heard within so many seconds.', () => {
		const ages = heartbeatAgesMs();
		const within = (bound: number): number => ages.filter((age) => age <= bound * 1_000).length;
		return [
			...AGE_BOUNDS.map((bound) => [{ le: String(bound) }, within(bound)] as const),
			[{ le: '+Inf' }, ages.length],
		];
	});
}

function addHistograms(registry: Registry, meters: Meters): void {
	const add = (name: string, help: string, histogram: Histogram): void =>
		addHistogram(registry, { name, help, series: () => [[{}, histogram]] });
	add('stoker_task_dispatch_latency_seconds', 'From ready to the assignment leaving.', meters.dispatchSeconds);
	add('stoker_task_report_latency_seconds', 'From a report to its acknowledgement leaving.', meters.reportSeconds);
	add('stoker_plan_compute_seconds', 'Computing a plan.', meters.planSeconds);
	add('stoker_sqlite_commit_seconds', 'A transaction of the engine, until it is durable.', meters.commitSeconds);
	add('stoker_event_loop_lag_seconds', 'How late the event loop was, measured once a second.', meters.loopLagSeconds);
	addHistogram(registry, {
		name: 'stoker_task_duration_seconds',
		help: 'Attempts of tasks on their nodes, by task; tasks beyond 200 together.',
		series: () => [...meters.taskSeconds].map(([task, histogram]) => [{ task }, histogram]),
	});
}

function addCalls(registry: Registry, { calls }: Meters): void {
	addHistogram(registry, {
		name: 'grpc_server_handling_seconds',
		help: 'Calls, until they were answered.',
		series: () => [...calls.values()].map(({ service, method, seconds }) => [{ service, method }, seconds]),
	});
	const handled = new Counter({
		name: 'grpc_server_handled_total',
		help: 'Calls that have ended, by status.',
		labelNames: ['service', 'method', 'code'],
		registers: [registry],
		collect() {
			handled.reset();
			for (const { service, method, codes } of calls.values()) {
				for (const [code, count] of codes) {
					handled.inc({ service, method, code }, count);
				}
			}
		},
	});
}

function gaugesOf(registry: Registry) {
	return (name: string, help: string, read: () => readonly (readonly [labels: Labels, value: number])[]): void => {
		const labelNames = [...new Set(read().flatMap(([labels]) => Object.keys(labels)))];
		const gauge: Gauge = new Gauge({
			name,
			help,
			labelNames,
			registers: [registry],
			collect() {
				gauge.reset();
				for (const [labels, value] of read()) {
					gauge.set(labels, value);
				}
			},
		});
	};
}

function countersOf(registry: Registry) {
	return (name: string, help: string, read: () => number): void => {
		const counter: Counter = new Counter({
			name,
			help,
			registers: [registry],
			collect() {
				counter.reset();
				counter.inc(read());
			},
		});
	};
}

interface HistogramSource {
	readonly name: string;
	readonly help: string;
	readonly series: () => readonly (readonly [labels: Labels, histogram: Histogram])[];
}

interface Sample {
	readonly metricName: string;
	readonly labels: Labels;
	readonly value: number;
}

/** The library can only observe one value after the other, so ours are handed over as it would write its own. */
function addHistogram(registry: Registry, { name, help, series }: HistogramSource): void {
	const get = (): Promise<object> =>
		Promise.resolve({
			name,
			help,
			type: 'histogram',
			aggregator: 'sum',
			values: series().flatMap(([labels, histogram]) => samplesOf(name, labels, histogram)),
		});
	registry.registerMetric({ name, get } as unknown as Metric);
}

function samplesOf(name: string, labels: Labels, { bounds, counts, sum }: Histogram): readonly Sample[] {
	let total = 0;
	const buckets = [...bounds, Number.POSITIVE_INFINITY].map((bound, index) => {
		total += counts[index] ?? 0;
		const le = bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound);
		return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: total };
	});
	return [
		...buckets,
		{ metricName: `${name}_sum`, labels, value: sum },
		{ metricName: `${name}_count`, labels, value: total },
	];
}
