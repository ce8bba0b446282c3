import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DemoFailure } from './demo-failure.js';
import {
	APP_TASK,
	type AppEvidence,
	type OrderEvidence,
	type RunChange,
	STORE_TASK,
	type StartRecord,
} from './evidence.js';
import { CHECKOUT_FILES, ENVIRONMENT, type Layout } from './layout.js';
import type { JoinedMachine } from './machines.js';
import type { Programs } from './programs.js';

interface RunRow {
	readonly nodeId: string;
	readonly attempts: readonly { readonly assignedAtMs: number; readonly endedAtMs?: number }[];
}

interface EventLine {
	readonly data: { readonly sequence: number; readonly body: { readonly kind: string } & Omit<RunChange, 'sequence'> };
}

/** Collects what the controller and the application servers say about the order of the tiers. */
export async function gatherEvidence(
	layout: Layout,
	programs: Programs,
	machines: readonly JoinedMachine[],
	offer: string,
): Promise<OrderEvidence> {
	const store = machines.find(({ role }) => role === 'store');
	const storeRun = (await runsOf(programs, STORE_TASK)).find(({ nodeId }) => nodeId === store?.nodeId);
	const storeAnsweredAtMs = storeRun?.attempts.at(-1)?.endedAtMs;
	if (store === undefined || storeAnsweredAtMs === undefined) {
		throw new DemoFailure(`The controller does not know when ${STORE_TASK} ended.`);
	}
	const appRuns = await runsOf(programs, APP_TASK);
	const apps = machines.filter(({ role }) => role === 'app');
	return {
		changes: await changesOf(programs),
		storeNodeId: store.nodeId,
		storeAnsweredAtMs,
		offer,
		apps: await Promise.all(apps.map((app) => evidenceOf(layout, app, appRuns))),
	};
}

async function runsOf(programs: Programs, task: string): Promise<readonly RunRow[]> {
	return (await programs.ask('deployment', 'tasks', ENVIRONMENT, '--task', task)) as readonly RunRow[];
}

async function changesOf(programs: Programs): Promise<readonly RunChange[]> {
	const args = ['events', ENVIRONMENT, '--after', '0', '--until-now', '-o', 'jsonl'];
	const lines = (await programs.run(CHECKOUT_FILES.cli, args)).split('\n').filter((line) => line !== '');
	return lines
		.map((line) => (JSON.parse(line) as EventLine).data)
		.filter(({ body }) => body.kind === 'task_run_changed')
		.map(({ sequence, body: { taskId, nodeId, to } }) => ({ sequence, taskId, nodeId, to }));
}

async function evidenceOf(layout: Layout, app: JoinedMachine, runs: readonly RunRow[]): Promise<AppEvidence> {
	const assignedAtMs = runs.find(({ nodeId }) => nodeId === app.nodeId)?.attempts[0]?.assignedAtMs;
	if (assignedAtMs === undefined) {
		throw new DemoFailure(`The controller does not know when ${APP_TASK} was handed to ${app.nodeName}.`);
	}
	const file = join(layout.root(app.name), 'var/lib/webshop/before-start.json');
	const record = JSON.parse(await readFile(file, 'utf8')) as StartRecord;
	return { nodeId: app.nodeId, nodeName: app.nodeName, assignedAtMs, record };
}
