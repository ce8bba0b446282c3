import { computeTimes } from '@stoker/shared/timing/deployment-times.js';
import { describe, expect, it } from 'vitest';
import { PLAIN_OPTIONS } from '../../../test/support/global-options.js';
import {
	NOW_MS,
	SAMPLE_ENVIRONMENT,
	SAMPLE_LAYOUT,
	SAMPLE_NODE_DETAIL,
	SAMPLE_NODES,
	SAMPLE_NOTIFICATIONS,
	SAMPLE_PLAN,
	SAMPLE_RELEASE,
	SAMPLE_RUNS,
	SAMPLE_SCHEMA_LAYOUT,
	SAMPLE_TOKENS,
	sampleDeployment,
	sampleProgress,
	sampleReport,
	sampleRun,
} from '../../../test/support/view-samples.js';
import type { OutputFormat } from '../arguments/global-options.js';
import { CONTROL_DETAILS, controlReport } from './control-view.js';
import { DEPLOYMENT_DETAILS, DEPLOYMENT_KIND } from './deployment-view.js';
import { ENVIRONMENT_KIND, environmentDetails } from './environment-view.js';
import { renderError, renderUsageError } from './error-view.js';
import { EVENT_DETAILS } from './event-view.js';
import { NODE_LAYOUT_DETAILS } from './node-layout-view.js';
import { NODE_DETAILS, NODE_KIND } from './node-view.js';
import { NOTIFICATION_KIND } from './notification-view.js';
import { PLAN_DETAILS } from './plan-view.js';
import { Printer } from './printer.js';
import { RELEASE_DETAILS, RELEASE_KIND } from './release-view.js';
import { REPORT_DETAILS } from './report-view.js';
import { makeStyle, type Style } from './style.js';
import { SUMMARY_DETAILS } from './summary-view.js';
import { TASK_RUN_KIND } from './task-run-view.js';
import { TIMES_DETAILS } from './times-view.js';
import { TOKEN_KIND } from './token-view.js';

interface Look {
	readonly name: string;
	readonly style: Style;
}

function look(name: string, columns: number | undefined, hasColour: boolean, isUnicode = true): Look {
	return { name, style: makeStyle({ hasColour, isUnicode, columns, nowMs: NOW_MS, offsetMinutes: () => 0 }) };
}

const LOOKS: readonly Look[] = [look('80', 80, false), look('120', 120, false), look('120-colour', 120, true)];

async function print(
	style: Style,
	work: (printer: Printer) => Promise<unknown>,
	output: OutputFormat = 'table',
): Promise<string> {
	let text = '';
	const write = async (part: string): Promise<void> => {
		text += part;
	};
	await work(new Printer(write, { ...PLAIN_OPTIONS, output }, style));
	return text;
}

const REPORT = sampleReport({
	nodes: [
		sampleProgress('1', { succeeded: 4 }),
		sampleProgress('2', { succeeded: 2, failed: 1, dep_failed: 2 }),
		sampleProgress('3', { succeeded: 1, running: 1, pending: 3 }, ['start-app']),
		sampleProgress('null', {}),
	],
	progress: { percent: 43, isWeighted: true, remainingMs: 250_000 },
	rootCauses: SAMPLE_RUNS.filter(({ state }) => state === 'failed').map((run) => ({
		run,
		output: ['Configuring app', '  Error: no route to db-1:5432', 'gave up after 3 tries'],
		behindCount: 3,
		behind: ['start-app@app-2', 'configure-balancer@lb-1', 'start-balancer@lb-1'],
	})),
	rootCauseCount: 1,
	tolerated: [
		{
			run: sampleRun(7, { taskId: 'warm-cache', state: 'failed', message: 'timeout: took longer than 30 s' }),
			output: [],
			behindCount: 0,
			behind: [],
		},
	],
	toleratedCount: 1,
	decisions: [
		{
			kind: 'skipped',
			taskId: 'check-raid',
			nodeId: SAMPLE_NODES[2]?.id ?? SAMPLE_NODE_DETAIL.node.id,
			nodeName: 'app-2',
			message: 'skipped by admin alice: the controller has no battery, replaced on Monday',
			atMs: NOW_MS,
		},
	],
	decisionCount: 1,
});

const STEERED = sampleDeployment({
	state: 'running',
	endedAtMs: undefined,
	control: {
		isPaused: true,
		stepsLeft: 2,
		breakpoints: ['start-app', 'migrate@db-1'],
		limits: { nodesAtOnce: 20, slotsPerNode: 1, tasks: { migrate: 1, sync: 0 } },
	},
});

const VIEWS: Readonly<Record<string, (printer: Printer, style: Style) => Promise<unknown>>> = {
	'node-list': (printer) => printer.list(NODE_KIND, SAMPLE_NODES),
	'node-show': (printer) => printer.item(NODE_DETAILS, SAMPLE_NODE_DETAIL),
	'token-list': (printer) => printer.list(TOKEN_KIND, SAMPLE_TOKENS),
	'release-list': (printer) => printer.list(RELEASE_KIND, [SAMPLE_RELEASE]),
	'release-show': (printer) => printer.item(RELEASE_DETAILS, SAMPLE_RELEASE),
	'env-list': (printer) => printer.list(ENVIRONMENT_KIND, [SAMPLE_ENVIRONMENT]),
	'env-show': (printer) => printer.item(environmentDetails(SAMPLE_NODES.slice(1, 3)), SAMPLE_ENVIRONMENT),
	plan: (printer) => printer.item(PLAN_DETAILS, SAMPLE_PLAN),
	'layout-by-roles': (printer) => printer.item(NODE_LAYOUT_DETAILS, SAMPLE_LAYOUT),
	'layout-by-schema': (printer) => printer.item(NODE_LAYOUT_DETAILS, SAMPLE_SCHEMA_LAYOUT),
	'deployment-list': (printer) =>
		printer.list(DEPLOYMENT_KIND, [
			sampleDeployment(),
			sampleDeployment({ state: 'running', endedAtMs: undefined }),
			STEERED,
		]),
	'deployment-control': (printer) => printer.item(CONTROL_DETAILS, controlReport(STEERED)),
	'deployment-show': (printer) => printer.item(DEPLOYMENT_DETAILS, REPORT),
	'deployment-report': (printer) => printer.item(REPORT_DETAILS, REPORT),
	'deployment-summary': (printer) => printer.item(SUMMARY_DETAILS, REPORT),
	'deployment-times': (printer) => printer.item(TIMES_DETAILS, computeTimes(sampleDeployment(), SAMPLE_RUNS, NOW_MS)),
	notifications: (printer) => printer.list(NOTIFICATION_KIND, SAMPLE_NOTIFICATIONS),
	'task-runs': (printer) => printer.list(TASK_RUN_KIND, SAMPLE_RUNS),
	events: (printer) =>
		printer.line(EVENT_DETAILS, {
			stream: SAMPLE_ENVIRONMENT.id,
			sequence: 17,
			atMs: NOW_MS,
			body: {
				kind: 'task_run_changed',
				deploymentId: sampleDeployment().id,
				vertex: 1,
				taskId: 'configure-app',
				nodeId: SAMPLE_NODES[2]?.id ?? SAMPLE_NODE_DETAIL.node.id,
				from: 'running',
				to: 'failed',
				attempt: 2,
				message: 'exit code 3',
			},
		}),
};

describe('views', () => {
	for (const [view, render] of Object.entries(VIEWS)) {
		for (const { name, style } of LOOKS) {
			it(`draws ${view} as ${name}`, async () => {
				const text = await print(style, (printer) => render(printer, style));
				await expect(text).toMatchFileSnapshot(`golden/${view}-${name}.txt`);
			});
		}
	}

	it('draws errors with every detail and the next step', async () => {
		const { style } = look('80', 80, false);
		const error = renderError(
			{
				code: 'RELEASE_INVALID',
				message: 'The release folder has errors; nothing was stored.',
				nextStep: 'Correct every problem listed, then import again.',
				subject: { release: 'shop' },
				requestId: '0199c2d4',
				problems: ['files[3].path: not below graphs/'],
				diagnostics: [
					...SAMPLE_PLAN.warnings,
					{
						severity: 'error',
						code: 'TASK_TYPE_UNKNOWN',
						message: "Unknown task type 'shel'.",
						file: 'graphs/default.tasks.yaml',
						line: 12,
						column: 9,
						path: '[1].type',
						hint: "Did you mean 'shell'?",
					},
				],
				retryAfterSeconds: undefined,
			},
			style,
		);
		await expect(error).toMatchFileSnapshot('golden/error.txt');
		const usage = renderUsageError(
			['--ttl takes a duration', '--uses takes a whole number'],
			'stoker token create --help',
			style,
		);
		await expect(usage).toMatchFileSnapshot('golden/usage-error.txt');
	});

	it('falls back to ASCII', async () => {
		const { style } = look('ascii', 60, false, false);
		const text = await print(style, async (printer) => {
			await printer.list(NODE_KIND, SAMPLE_NODES);
			await printer.item(PLAN_DETAILS, SAMPLE_PLAN);
			await printer.item(SUMMARY_DETAILS, REPORT);
		});
		expect(Buffer.from(text).every((byte) => byte < 128)).toBe(true);
	});

	it('never exceeds the width where columns can give way', async () => {
		for (const columns of [80, 100, 120, 200]) {
			const text = await print(look('', columns, false).style, (printer) => printer.list(NODE_KIND, SAMPLE_NODES));
			expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
		}
	});

	it('cuts nothing where nobody looks', async () => {
		const text = await print(look('', undefined, false).style, (printer) => printer.list(NODE_KIND, SAMPLE_NODES));
		expect(text).toContain('rack7-u23-compute-with-a-long-name.example.org');
	});
});
