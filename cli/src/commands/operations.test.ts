import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeDeployment } from '@stoker/shared/codec/deployment.js';
import { decodeDeploymentControl } from '@stoker/shared/codec/deployment-control.js';
import { encodeExplanation } from '@stoker/shared/codec/explanation.js';
import { encodeNode, encodeNodeDetail } from '@stoker/shared/codec/node.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { DeploymentView } from '@stoker/shared/model/views.js';
import { DeploymentServiceService as service } from '@stoker/shared/wire/stoker/v1/deployment.js';
import { ExplanationServiceService as explanations } from '@stoker/shared/wire/stoker/v1/explanation.js';
import { NodeServiceService as nodes } from '@stoker/shared/wire/stoker/v1/node.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CapturedTerminal } from '../../../test/support/captured-terminal.js';
import { sampleExplanation } from '../../../test/support/explanation-samples.js';
import { FakeController } from '../../../test/support/fake-controller.js';
import { FakeEnvironment } from '../../../test/support/fake-environment.js';
import {
	DEPLOYMENT_ID,
	SAMPLE_NODE_DETAIL,
	sampleCounts,
	sampleDeployment,
	sampleNode,
} from '../../../test/support/view-samples.js';
import { runCommandLine } from './run-command-line.js';

let controller: FakeController;
let environment: FakeEnvironment;
let folder: string;
/** Requests in the order they came. */
let asked: unknown[];
let deployment: DeploymentView;

beforeEach(async () => {
	controller = await FakeController.create();
	environment = new FakeEnvironment();
	environment.serve(controller);
	folder = await mkdtemp(join(tmpdir(), 'stoker-cli-'));
	asked = [];
	deployment = sampleDeployment({
		state: 'running',
		endedAtMs: undefined,
		counts: sampleCounts({ running: 2, pending: 3 }),
		control: {
			isPaused: true,
			stepsLeft: 1,
			breakpoints: ['app', 'db@db-1'],
			limits: { nodesAtOnce: 20, slotsPerNode: 2, tasks: { app: 1, sync: 0 } },
		},
	});
	const answer = (request: unknown) => {
		asked.push(request);
		return { deployment: encodeDeployment(deployment) };
	};
	controller
		.unary(service, service.pauseDeployment, answer)
		.unary(service, service.resumeDeployment, answer)
		.unary(service, service.stepDeployment, answer)
		.unary(service, service.changeBreakpoints, answer)
		.unary(service, service.changeLimits, answer)
		.unary(service, service.retryTaskRuns, answer)
		.unary(service, service.skipTaskRuns, answer)
		.unary(service, service.markTaskRunsDone, answer)
		.unary(service, service.removeDeploymentNode, answer)
		.unary(service, service.startDeployment, (request) => {
			asked.push(decodeDeploymentControl(request.control));
			return { deployment: encodeDeployment(deployment) };
		})
		.unary(service, service.getPlan, () => {
			throw new StokerError('PLAN_NOT_FOUND', 'There is no such plan.');
		})
		.unary(nodes, nodes.getNode, () => encodeNodeDetail(SAMPLE_NODE_DETAIL))
		.unary(nodes, nodes.declareNodeLost, (request) => {
			asked.push(request);
			return { node: encodeNode(sampleNode('2')), lostAttempts: 1 };
		})
		.unary(explanations, explanations.getExplanation, (request) => {
			asked.push(request);
			if (request.deploymentId !== DEPLOYMENT_ID) {
				throw new StokerError('DEPLOYMENT_NOT_FOUND', 'There is no such deployment.');
			}
			return encodeExplanation(sampleExplanation());
		});
	await controller.start();
});

afterEach(async () => {
	await controller.remove();
	await rm(folder, { recursive: true, force: true });
});

async function stoker(words: readonly string[], options: ConstructorParameters<typeof CapturedTerminal>[0] = {}) {
	const terminal = new CapturedTerminal({
		...options,
		environment: { LANG: 'C.UTF-8', NO_COLOR: '1', XDG_CONFIG_HOME: folder },
	});
	const clock = { wallMs: () => 0, monotonicMs: () => 0 };
	const argv = [...words, '--address', `unix:${controller.socketPath}`];
	const code = await runCommandLine(argv, { terminal, clock, signal: new AbortController().signal });
	return { code, out: terminal.stdout.text, err: terminal.stderr.text };
}

const line = (text: string) => stoker(text.split(' '));

describe('what operators do with a deployment', () => {
	it('is asked of the one an environment means, shown, and followed by what comes next', async () => {
		const { code, out, err } = await line('deployment pause prod');
		expect(code).toBe(0);
		expect(out).toContain('running (paused, 1 step left)');
		expect(err).toBe('2 runs at work end by themselves. Go on with: stoker deployment resume prod\n');
		await line('deployment resume prod');
		expect((await line('deployment step prod 3')).err).toContain('3 runs may begin. What is next: stoker explain prod');
		expect(asked).toEqual([
			{ deploymentId: DEPLOYMENT_ID },
			{ deploymentId: DEPLOYMENT_ID },
			{ deploymentId: DEPLOYMENT_ID, count: 3 },
		]);
	});

	it('sets break-points, takes them away, and lists them without changing anything', async () => {
		const { out } = await line('deployment break prod app db@db-1');
		expect(out).toContain('Break-points  app, db@db-1');
		await line('deployment break prod app --remove');
		await line('deployment break prod db --clear');
		environment.deployment = { ...environment.deployment, control: deployment.control };
		expect((await line('deployment break prod')).out).toContain('Break-points  app, db@db-1');
		const none = { deploymentId: DEPLOYMENT_ID, added: [], removed: [], isCleared: false };
		expect(asked).toEqual([
			{ ...none, added: ['app', 'db@db-1'] },
			{ ...none, removed: ['app'] },
			{ ...none, added: ['db'], isCleared: true },
		]);
	});

	it('changes limits that are named and no others', async () => {
		const { out } = await line('deployment limits prod --nodes-at-once 20 --limit app=1 --limit sync=plan');
		expect(out).toContain('20 nodes at once, 2 slots a node, 1 of app at once, any number of sync at once');
		expect(asked).toEqual([
			{
				deploymentId: DEPLOYMENT_ID,
				nodesAtOnce: 20,
				slotsPerNode: undefined,
				tasks: [{ taskId: 'app', atOnce: 1 }],
				plannedTaskIds: ['sync'],
			},
		]);
		expect((await line('deployment limits prod')).out).toContain('those of the plan');
		expect(asked).toHaveLength(1);
		const { data } = JSON.parse((await line('deployment limits prod --slots 2 -o json')).out) as { data: object };
		expect(data).toMatchObject({ deploymentId: DEPLOYMENT_ID, limits: { nodesAtOnce: 20 }, isPaused: true });
	});

	it('repairs runs, with the reason where one is needed', async () => {
		await line('deployment retry prod');
		await line('deployment retry prod app@app-1');
		const skipped = ['deployment', 'skip', 'prod', 'app@app-1', 'db@2', '--reason', 'not needed here'];
		expect((await stoker(skipped)).err).toContain('2 runs skipped.');
		await stoker(['deployment', 'mark-done', 'prod', 'app@app-1', '--reason', 'by hand']);
		const run = { taskId: 'app', node: 'app-1' };
		expect(asked).toEqual([
			{ deploymentId: DEPLOYMENT_ID, runs: [] },
			{ deploymentId: DEPLOYMENT_ID, runs: [run] },
			{ deploymentId: DEPLOYMENT_ID, runs: [run, { taskId: 'db', node: '2' }], reason: 'not needed here' },
			{ deploymentId: DEPLOYMENT_ID, runs: [run], reason: 'by hand' },
		]);
	});

	it('asks for the name of a node before it is given up', async () => {
		expect((await line('deployment remove-node prod app-2')).code).toBe(2);
		expect((await line('node declare-lost app-2')).code).toBe(2);
		expect(asked).toEqual([]);
		const size = { columns: 100, rows: 30 };
		const refused = await stoker(['deployment', 'remove-node', 'prod', 'app-2'], { size, answers: ['no'] });
		expect([refused.code, asked]).toEqual([1, []]);
		await stoker(['deployment', 'remove-node', 'prod', 'app-2'], { size, answers: ['app-2'] });
		const lost = await stoker(['node', 'declare-lost', 'app-2'], { size, answers: ['app-2'] });
		expect(lost.err).toContain('1 attempt of app-2 counts as lost.');
		expect(asked).toEqual([{ deploymentId: DEPLOYMENT_ID, node: '2' }, { node: '2' }]);
	});
});

describe('env deploy', () => {
	it('starts a plan with what shall be in force from the first moment', async () => {
		const policy = '--paused --nodes-at-once 5 --slots 2 --limit app=1 --limit sync=plan --break db --break app@2';
		expect((await line(`env deploy prod --yes --detach ${policy}`)).code).toBe(0);
		expect(asked).toEqual([
			{
				isPaused: true,
				stepsLeft: 0,
				breakpoints: ['db', 'app@2'],
				limits: { nodesAtOnce: 5, slotsPerNode: 2, tasks: { app: 1 } },
			},
		]);
	});
});

describe('explain', () => {
	it('tells why a deployment does not move, as a picture and as facts with their words', async () => {
		const { code, out } = await stoker(['explain', 'prod'], { size: { columns: 100, rows: 40 } });
		expect(code).toBe(0);
		await expect(out.replaceAll(/\d\d:\d\d:\d\d/g, 'HH:MM:SS')).toMatchFileSnapshot('../views/golden/explanation.txt');
		const { kind, data } = JSON.parse((await line('explain prod -o json')).out) as {
			readonly kind: string;
			readonly data: { readonly words: { readonly next: readonly string[] } };
		};
		expect(kind).toBe('explanation');
		expect(data).toMatchObject({ running: { total: 2 }, held: [{ blocker: { kind: 'paused' } }, {}, {}] });
		expect(data.words.next[0]).toMatch(/^fetch@app-5: attempt 3 begins in 12s/);
	});

	it('asks about a node or a run', async () => {
		await line('explain prod --node app-2');
		await line('explain prod app@app-2');
		expect(asked).toEqual([
			{ deploymentId: DEPLOYMENT_ID, node: 'app-2', taskId: '' },
			{ deploymentId: DEPLOYMENT_ID, node: 'app-2', taskId: 'app' },
		]);
	});

	it('names what was asked for when it is neither deployment nor plan', async () => {
		const { code, err } = await line('explain 0199c2d4-7a10-7c3e-9b1d-000000000000 app@app-2');
		expect(code).toBe(3);
		expect(err).toContain('DEPLOYMENT_NOT_FOUND');
	});
});
