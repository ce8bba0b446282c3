import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cluster, until } from '../support/cluster.js';
import { deploy, untilEnded } from '../support/counted-deployment.js';
import { counted } from '../support/shell-release.js';

const EVERY_METRIC = [
	'stoker_build_info',
	'stoker_agents_connected',
	'stoker_agent_heartbeat_age_seconds_max',
	'stoker_agents_by_heartbeat_age',
	'stoker_tasks',
	'stoker_task_dispatch_latency_seconds_count',
	'stoker_task_report_latency_seconds_count',
	'stoker_task_duration_seconds_bucket',
	'stoker_lease_expired_total',
	'stoker_duplicate_report_total',
	'stoker_retries_total',
	'stoker_plan_compute_seconds_count',
	'stoker_graph_nodes',
	'stoker_graph_edges',
	'stoker_sqlite_commit_seconds_count',
	'stoker_wal_bytes',
	'stoker_busy_total',
	'stoker_log_bytes_total',
	'stoker_log_dropped_total',
	'stoker_event_loop_lag_seconds_count',
	'stoker_cert_expiry_seconds',
	'grpc_server_handled_total',
	'grpc_server_handling_seconds_bucket',
	'process_resident_memory_bytes',
	'process_cpu_seconds_total',
];

let cluster: Cluster;
let address = '';

beforeAll(async () => {
	cluster = await Cluster.start({ settings: { STOKER_METRICS: '127.0.0.1:0', STOKER_LOG_LEVEL: 'debug' } });
	address = logged('READY')[0]?.['metrics'] ?? '';
	await cluster.addAgents(2);
});

afterAll(() => cluster.stop());

/** Lines of the controller's log with this message. */
function logged(message: string): readonly Readonly<Record<string, string>>[] {
	const lines = readFileSync(cluster.controllerLog, 'utf8').split('\n');
	return lines
		.filter((line) => line.includes(`"msg":"${message}"`))
		.map((line) => JSON.parse(line) as Record<string, string>);
}

async function scrape(): Promise<string> {
	const response = await fetch(`http://${address}/metrics`);
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
	return response.text();
}

/** The value of a series, written as Prometheus has it. */
function valueOf(text: string, series: string): number {
	const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `));
	return line === undefined ? Number.NaN : Number(line.slice(series.length + 1));
}

describe('metrics of a controller with agents', () => {
	it('tell every figure of a deployment, and its report tells why it failed', async () => {
		const tasks = [
			{ id: 'first', cmd: counted('echo hello') },
			// Both nodes are at work on it when the first of them fails and the deployment brakes.
			{
				id: 'second',
				cmd: counted('sleep 2; echo "no route to host"; exit 3'),
				crossDepends: [{ name: 'first', role: 'app' }],
				parameters: { retries: 0 },
			},
			{ id: 'third', cmd: counted('true'), requires: ['second'] },
		];
		const deploymentId = await deploy(cluster, tasks);
		await untilEnded(cluster, deploymentId);
		const text = await scrape();
		for (const name of EVERY_METRIC) {
			expect(text).toMatch(new RegExp(`^${name}[{ ]`, 'm'));
		}
		expect(valueOf(text, 'stoker_agents_connected')).toBe(2);
		expect(valueOf(text, 'stoker_agents_by_heartbeat_age{le="+Inf"}')).toBe(2);
		expect(valueOf(text, 'stoker_task_duration_seconds_count{task="first"}')).toBe(2);
		expect(valueOf(text, 'stoker_task_dispatch_latency_seconds_count')).toBe(4);
		expect(valueOf(text, 'stoker_task_dispatch_latency_seconds_bucket{le="+Inf"}')).toBe(4);
		expect(valueOf(text, 'stoker_task_report_latency_seconds_count')).toBe(4);
		expect(valueOf(text, 'stoker_busy_total')).toBe(0);
		expect(valueOf(text, 'stoker_graph_nodes')).toBeGreaterThanOrEqual(6);
		expect(valueOf(text, 'stoker_cert_expiry_seconds{certificate="server"}')).toBeGreaterThan(3_600);
		const started =
			'grpc_server_handled_total{service="stoker.v1.DeploymentService",method="StartDeployment",code="OK"}';
		expect(valueOf(text, started)).toBe(1);
		expect(text).not.toMatch(/node_?id/i);

		const report = await cluster.client.deployments.report(deploymentId);
		expect(report.rootCauseCount).toBe(2);
		const [cause] = report.rootCauses;
		expect(cause?.run).toMatchObject({ taskId: 'second', state: 'failed' });
		expect(cause?.run.attempts.at(-1)).toMatchObject({ reason: 'exit_code', exitCode: 3 });
		expect(cause?.output).toEqual(['no route to host']);
		const { counts } = report.deployment;
		expect(counts).toMatchObject({ failed: 2, succeeded: 2 });
		expect(counts.dep_failed + counts.cancelled).toBe(2);
		expect(report.rootCauses.reduce((sum, { behindCount }) => sum + behindCount, 0)).toBe(counts.dep_failed);
		expect(report.progress.percent).toBeLessThan(100);
	});

	it('stand beside transitions at debug, one line for each change that is durable', () => {
		const changes = logged('task run changed');
		expect(changes.filter(({ taskId, to }) => taskId === 'second' && to === 'failed')).toHaveLength(2);
		expect(changes.filter(({ taskId, to }) => taskId === 'third' && to !== 'ready')).toHaveLength(2);
		expect(changes.every(({ level }) => level === 'debug')).toBe(true);
	});

	it('leave a notification that people mark as read', async () => {
		const list = async () => {
			const found = [];
			for await (const notification of cluster.client.notifications.list()) {
				found.push(notification);
			}
			return found;
		};
		await until('the end of the deployment is told', async () => (await list()).length > 0);
		const [newest] = await list();
		expect(newest).toMatchObject({ topic: 'deployment_ended', severity: 'error' });
		expect(await cluster.client.notifications.markRead({ ids: [newest?.id ?? ''] })).toBe(1);
		expect((await list()).map(({ id }) => id)).not.toContain(newest?.id);
	});

	it('come with health, and with nothing else', async () => {
		for (const path of ['/healthz', '/readyz', '/livez']) {
			const response = await fetch(`http://${address}${path}`);
			expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
		}
		expect((await fetch(`http://${address}/`)).status).toBe(404);
		expect((await fetch(`http://${address}/metrics`, { method: 'POST' })).status).toBe(405);
	});
});
