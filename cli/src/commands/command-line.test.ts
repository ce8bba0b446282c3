import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeDeployment } from '@stoker/shared/codec/deployment.js';
import { encodeLogPiece } from '@stoker/shared/codec/log.js';
import { encodeNode } from '@stoker/shared/codec/node.js';
import { encodeRelease } from '@stoker/shared/codec/release.js';
import { encodeToken } from '@stoker/shared/codec/token.js';
import type { ErrorCode } from '@stoker/shared/model/error-codes.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { DeploymentServiceService as deployments } from '@stoker/shared/wire/stoker/v1/deployment.js';
import { LogServiceService } from '@stoker/shared/wire/stoker/v1/log.js';
import { NodeServiceService } from '@stoker/shared/wire/stoker/v1/node.js';
import { ReleaseServiceService } from '@stoker/shared/wire/stoker/v1/release.js';
import { SystemServiceService } from '@stoker/shared/wire/stoker/v1/system.js';
import { TokenServiceService } from '@stoker/shared/wire/stoker/v1/token.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CapturedTerminal } from '../../../test/support/captured-terminal.js';
import { FakeController } from '../../../test/support/fake-controller.js';
import { FakeEnvironment } from '../../../test/support/fake-environment.js';
import {
	DEPLOYMENT_ID,
	SAMPLE_PLAN,
	SAMPLE_RELEASE,
	SAMPLE_TOKENS,
	sampleDeployment,
	sampleNode,
} from '../../../test/support/view-samples.js';
import { runCommandLine } from './run-command-line.js';

let controller: FakeController;
let environment: FakeEnvironment;
let folder: string;
let interrupt: AbortController;

beforeEach(async () => {
	controller = await FakeController.create();
	environment = new FakeEnvironment();
	environment.serve(controller);
	folder = await mkdtemp(join(tmpdir(), 'stoker-cli-'));
	interrupt = new AbortController();
});

afterEach(async () => {
	await controller.remove();
	await rm(folder, { recursive: true, force: true });
});

type TerminalOptions = ConstructorParameters<typeof CapturedTerminal>[0];

interface Result {
	readonly code: number;
	readonly out: string;
	readonly err: string;
	readonly terminal: CapturedTerminal;
}

function start(line: string, options: TerminalOptions = {}): { done: Promise<Result>; terminal: CapturedTerminal } {
	const base = { LANG: 'C.UTF-8', NO_COLOR: '1', XDG_CONFIG_HOME: folder };
	const terminal = new CapturedTerminal({ ...options, environment: { ...base, ...options.environment } });
	const clock = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };
	const done = runCommandLine(line.split(' '), { terminal, clock, signal: interrupt.signal }).then((code) => ({
		code,
		out: terminal.stdout.text,
		err: terminal.stderr.text,
		terminal,
	}));
	return { done, terminal };
}

/** Runs against the fake controller. */
function stoker(line: string, options: TerminalOptions = {}): Promise<Result> {
	return start(`${line} --address unix:${controller.socketPath}`, options).done;
}

describe('data and messages', () => {
	it('keeps data on standard output and messages on standard error', async () => {
		controller.unary(NodeServiceService, NodeServiceService.listNodes, () => ({
			nodes: [encodeNode(sampleNode('7'))],
			nextPageToken: '',
		}));
		await controller.start();
		expect(await stoker('node list -o name')).toMatchObject({ code: 0, out: 'app-7\n', err: '' });
	});

	it('says on standard error that a listing is empty, and what to do', async () => {
		controller.unary(NodeServiceService, NodeServiceService.listNodes, () => ({ nodes: [], nextPageToken: '' }));
		await controller.start();
		const { code, out, err } = await stoker('node list');
		expect({ code, out }).toEqual({ code: 0, out: '' });
		expect(err).toContain('stoker token create');
		expect((await stoker('node list -q')).err).toBe('');
	});

	it('prints a token and nothing else', async () => {
		const [token] = SAMPLE_TOKENS;
		controller.unary(TokenServiceService, TokenServiceService.createToken, ({ ttlSeconds, uses }) => {
			expect({ ttlSeconds, uses }).toEqual({ ttlSeconds: 28_800, uses: 40 });
			return { token: token && encodeToken(token), joinToken: 'stoker1.secret', caPin: 'ab12' };
		});
		await controller.start();
		const { out, err } = await stoker('token create --ttl 8h --uses 40');
		expect(out).toBe('stoker1.secret\n');
		expect(err).toContain('ab12');
		expect(err).not.toContain('secret');
	});

	it('prints help and the version where a pipe can read them', async () => {
		expect(await start('--version').done).toMatchObject({
			code: 0,
			out: 'stoker 0.1.0 (protocol stoker.v1)\n',
			err: '',
		});
		expect((await start('node list --help').done).out).toMatch(/^List nodes\./);
	});

	it('tells request ids when asked', async () => {
		controller.unary(NodeServiceService, NodeServiceService.listNodes, () => ({ nodes: [], nextPageToken: '' }));
		await controller.start();
		expect((await stoker('node list --trace')).err).toMatch(/ListNodes request [0-9a-f-]{36}\n/);
	});
});

describe('exit codes', () => {
	it.each<[ErrorCode, number]>([
		['INTERNAL', 1],
		['GRAPH_INVALID', 1],
		['INVALID_REQUEST', 2],
		['NODE_NOT_FOUND', 3],
		['ENVIRONMENT_EXISTS', 4],
		['NODE_BUSY', 4],
		['ACCESS_DENIED', 5],
		['CERTIFICATE_EXPIRED', 5],
		['NOT_SERVING', 6],
		['RATE_LIMITED', 6],
	])('%s ends with %i', async (errorCode, expected) => {
		controller.unary(NodeServiceService, NodeServiceService.getNode, () => {
			throw new StokerError(errorCode, 'It is so.', { subject: { node: '7' } });
		});
		await controller.start();
		const { code, out, err } = await stoker('node show 7');
		expect({ code, out }).toEqual({ code: expected, out: '' });
		expect(err).toMatch(/^Error: It is so\.\n/);
		expect(err).toContain(`${errorCode} · node 7 · request request-1`);
		expect(err).toContain('→ ');
	});

	it('6 where no controller is', async () => {
		const { code, err } = await stoker('node show 7');
		expect(code).toBe(6);
		expect(err).toContain('No controller answers at');
	});

	it('7 without an answer in time', async () => {
		controller.unary(NodeServiceService, NodeServiceService.getNode, () => new Promise<never>(() => undefined));
		await controller.start();
		expect((await stoker('node show 7 --timeout 1s')).code).toBe(7);
	});

	it('2 for a command line that does not fit, with the help to read', async () => {
		const { code, err, out } = await start('node lsit').done;
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err).toBe("Error: unknown command 'lsit' (Did you mean list?)\n  → stoker node --help\n");
	});

	it('2 with the verbs of a noun alone', async () => {
		const { code, err } = await start('node').done;
		expect(code).toBe(2);
		expect(err).toContain('stoker node accept NODE');
	});

	it('130 when interrupted', async () => {
		controller.unary(NodeServiceService, NodeServiceService.getNode, () => new Promise<never>(() => undefined));
		await controller.start();
		setTimeout(() => interrupt.abort(), 50);
		expect(await stoker('node show 7')).toMatchObject({ code: 130, out: '' });
	});

	it('1 when the audit log was changed', async () => {
		controller.unary(SystemServiceService, SystemServiceService.verifyAudit, () => ({
			recordCount: 10,
			firstBrokenSequence: 4,
		}));
		await controller.start();
		const { code, out } = await stoker('audit verify');
		expect(code).toBe(1);
		expect(out).toContain('breaks at record 4');
	});
});

describe('errors for programs', () => {
	it('are one JSON object on standard error', async () => {
		await controller.start();
		const { out, err } = await stoker('env show nowhere -o json');
		expect(out).toBe('');
		expect(JSON.parse(err)).toMatchObject({
			schema: 'stoker.v1',
			kind: 'error',
			data: { code: 'ENVIRONMENT_NOT_FOUND', nextStep: 'List them with `stoker env list`.', requestId: 'request-1' },
		});
	});
});

describe('destructive verbs', () => {
	it('ask for the name', async () => {
		await controller.start();
		const done = await stoker('env delete prod', { answers: ['prod'] });
		expect(done.code).toBe(0);
		expect(done.err).toContain('Type prod to go on:');
		expect(controller.calls).toContain('DeleteEnvironment');
	});

	it('do nothing for another name', async () => {
		await controller.start();
		const { code, err } = await stoker('env delete prod', { answers: ['yes'] });
		expect(code).toBe(1);
		expect(err).toContain('CONFIRMATION_REFUSED');
		expect(controller.calls).not.toContain('DeleteEnvironment');
	});

	it.each([
		'env delete prod',
		'node remove app-1',
		'release delete shop',
		'deployment stop prod --now',
		'env deploy prod',
	])('`stoker %s` needs --yes where nobody can answer, and calls nobody', async (line) => {
		await controller.start();
		const { code, err } = await stoker(line);
		expect(code).toBe(2);
		expect(err).toContain('add --yes');
		expect(controller.calls).toEqual([]);
	});

	it('do not ask with --yes', async () => {
		await controller.start();
		expect((await stoker('env delete prod --yes')).code).toBe(0);
	});
});

describe('release import', () => {
	it('sends the folder, shows warnings and what is stored', async () => {
		await mkdir(join(folder, 'graphs'));
		await writeFile(join(folder, 'release.yaml'), 'name: shop\n');
		await writeFile(join(folder, 'graphs', 'default.tasks.yaml'), '[]\n');
		await writeFile(join(folder, 'README.md'), 'not read\n');
		controller.unary(ReleaseServiceService, ReleaseServiceService.importRelease, ({ files, validateOnly }) => {
			expect(files.map(({ path }) => path)).toEqual(['release.yaml', 'graphs/default.tasks.yaml']);
			expect(validateOnly).toBe(true);
			return { releases: [encodeRelease(SAMPLE_RELEASE)], warnings: [] };
		});
		await controller.start();
		const { code, out, err } = await stoker(`release import ${folder} --validate-only -o name`);
		expect({ code, out, err }).toEqual({ code: 0, out: 'shop@1.2\n', err: 'No errors; nothing was stored.\n' });
	});

	it('shows every problem with its place', async () => {
		await writeFile(join(folder, 'release.yaml'), 'name: shop\n');
		controller.unary(ReleaseServiceService, ReleaseServiceService.importRelease, () => {
			const at = {
				file: 'graphs/default.tasks.yaml',
				line: 4,
				column: 9,
				path: '[0].type',
				hint: "Did you mean 'shell'?",
			};
			throw new StokerError('RELEASE_INVALID', 'The release has errors.', {
				diagnostics: [
					{ severity: 'warning', code: 'ROLE_EMPTY', message: 'Nobody.' },
					{ severity: 'error', code: 'TASK_TYPE_UNKNOWN', message: 'No such type.', ...at },
				],
			});
		});
		await controller.start();
		const { code, err } = await stoker(`release import ${folder}`);
		expect(code).toBe(1);
		expect(err).toMatch(
			/^graphs\/default\.tasks\.yaml:4:9: error: No such type\. \[TASK_TYPE_UNKNOWN\]\n +at \[0\]\.type\n +hint: Did you mean 'shell'\?\nwarning: Nobody\. \[ROLE_EMPTY\]\n1 error, 1 warning\n/,
		);
	});

	it('needs no controller to refuse a folder that is none', async () => {
		const { code, err } = await stoker(`release import ${join(folder, 'nowhere')}`);
		expect(code).toBe(1);
		expect(err).toContain('RELEASE_FOLDER_INVALID');
	});
});

describe('logs', () => {
	it('copies bytes as they are, of the latest deployment of an environment', async () => {
		const bytes = Buffer.from([0, 255, 27, 10, 128]);
		controller.streaming(LogServiceService, LogServiceService.readLog, async (request, write) => {
			expect(request).toMatchObject({ deploymentId: DEPLOYMENT_ID, taskId: 'a', node: '1', attempt: 2, offset: 3 });
			write(encodeLogPiece({ attempt: 2, offset: 3, data: bytes }));
		});
		await controller.start();
		const { code, terminal } = await stoker('logs prod a@1 --attempt 2 --offset 3');
		expect(code).toBe(0);
		expect(Buffer.concat(terminal.stdout.writes.map((data) => Buffer.from(data)))).toEqual(bytes);
	});
});

describe('events', () => {
	it('prints an object a line', async () => {
		environment.run('first@1', 'ready running');
		environment.end('succeeded');
		await controller.start();
		const { code, out } = await stoker('events prod --until-now -o json');
		expect(code).toBe(0);
		const lines = out
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as { kind: string; data: { sequence: number } });
		expect(lines.map(({ kind, data }) => [kind, data.sequence])).toEqual([
			['event', 1],
			['event', 2],
		]);
	});
});

describe('contexts', () => {
	const credentials =
		'current: admin\ncontexts:\n  admin: {address: "127.0.0.1:7442", ca: A, certificate: B, key: C}\n';

	it('are imported, listed, used and removed; the file is for its owner only', async () => {
		const file = join(folder, 'admin.context.yaml');
		await writeFile(file, credentials);
		expect((await start(`context add prod --file ${file}`).done).code).toBe(0);
		expect((await start(`context add lab --file ${file} --address 10.0.0.1:7442`).done).code).toBe(0);
		const stored = join(folder, 'stoker', 'contexts.yaml');
		expect((await stat(stored)).mode & 0o777).toBe(0o600);
		expect((await start('context list -o json').done).out).not.toContain('"C"');
		expect((await start('context show').done).out).toMatch(/Context {2}prod\nAddress {2}127\.0\.0\.1:7442/);
		expect((await start('context use lab').done).code).toBe(0);
		expect((await start('context show -o json').done).out).toContain('10.0.0.1:7442');
		expect((await start('context remove lab').done).code).toBe(0);
		expect(await readFile(stored, 'utf8')).not.toContain('lab');
	});

	it('end with 3 when unknown, 4 when taken, 1 when damaged, 2 when none', async () => {
		const file = join(folder, 'admin.context.yaml');
		expect((await start('node list').done).code).toBe(2);
		await writeFile(file, credentials);
		await start(`context add prod --file ${file}`).done;
		expect((await start(`context add prod --file ${file}`).done).code).toBe(4);
		expect((await start('context use lab').done).code).toBe(3);
		expect((await start('node list --context lab').done).code).toBe(3);
		await writeFile(file, 'current: x\ncontexts: {x: {address: 3}}\n');
		const { code, err } = await start(`context add other --file ${file}`).done;
		expect(code).toBe(1);
		expect(err).toContain('contexts.x.ca: missing');
	});
});

describe('env deploy', () => {
	const screen = { size: { columns: 80, rows: 24 } };

	function succeed(): void {
		environment.run('first@1', 'ready running');
		environment.run('first@1', 'running succeeded');
		environment.run('second@1', 'pending succeeded');
		environment.run('third@2', 'pending succeeded');
		environment.end('succeeded');
	}

	it('shows the plan, runs it, prints lines where there is no terminal, and ends with 0', async () => {
		await controller.start();
		setTimeout(succeed, 300);
		const { code, out, err } = await stoker('env deploy prod --yes');
		expect(code).toBe(0);
		expect(err).toContain('Longest chain');
		expect(err).toMatch(/\[1\/3\] app-1: first succeeded \(\d\.\ds\)\n/);
		expect(out).toMatch(/^✓ Deployed prod in .*: 3 succeeded\n$/);
	});

	it('ends with 1 and the root cause when it failed', async () => {
		await controller.start();
		setTimeout(() => {
			environment.run('first@1', 'ready running');
			environment.run('first@1', 'running failed', 'exit code 3');
			environment.run('second@1', 'pending dep_failed', 'first@1');
			environment.run('third@2', 'pending dep_failed', 'first@1');
			environment.end('failed', 'first@app-1: exit code 3');
		}, 300);
		const { code, out, err } = await stoker('env deploy prod --yes');
		expect(code).toBe(1);
		expect(err).toContain('app-1: first failed');
		expect(out).toContain('✗ first@app-1: exit code 3');
		expect(out).toContain(`stoker logs ${DEPLOYMENT_ID} first@app-1`);
		expect(out).toContain('2 tasks did not run because of failures.');
	});

	it('prints the deployment as JSON at the end', async () => {
		await controller.start();
		setTimeout(succeed, 300);
		const { out } = await stoker('env deploy prod --yes -q -o json');
		expect(JSON.parse(out)).toMatchObject({ kind: 'deployment', data: { deployment: { state: 'succeeded' } } });
	});

	it('starts nothing without a clear yes', async () => {
		await controller.start();
		const { code } = await stoker('env deploy prod', { answers: [''], ...screen });
		expect(code).toBe(1);
		expect(controller.calls).toEqual(['CreatePlan']);
	});

	it.each([
		{ what: 'a script agrees to nothing', line: '--yes', agreed: [''] },
		{ what: 'a script agrees by the digest', line: '--yes --agree 5e1f', agreed: ['5e1f'] },
		{ what: 'a person is asked even with --yes', line: '--yes', answers: ['y'], agreed: [SAMPLE_PLAN.destroyDigest] },
		{ what: 'a person may refuse', line: '--yes', answers: ['n'], agreed: [] },
	])('starts what destroys something as it was agreed to: $what', async ({ line, agreed, answers }) => {
		const heard: string[] = [];
		controller.unary(deployments, deployments.startDeployment, ({ agreedDestroyDigest }) => {
			heard.push(agreedDestroyDigest);
			return { deployment: encodeDeployment(sampleDeployment()) };
		});
		await controller.start();
		const { err } = await stoker(
			`env deploy prod ${line} --detach`,
			answers === undefined ? {} : { answers, ...screen },
		);
		expect(heard).toEqual(agreed);
		expect(err).toContain('/dev/sda (serial S1): 64.0 GiB');
		expect(err.includes('Destroy what is listed as lost')).toBe(answers !== undefined);
	});

	it('draws over itself in a terminal, one write a frame, and gives the cursor back', async () => {
		await controller.start();
		setTimeout(succeed, 500);
		const { code, terminal } = await stoker('env deploy prod', { answers: ['y'], ...screen });
		expect(code).toBe(0);
		const writes = terminal.stderr.writes.map(String);
		const frames = writes.filter((text) => text.includes('\u001b[?2026h'));
		expect(frames.length).toBeGreaterThan(1);
		for (const frame of frames) {
			expect(frame).toContain('Deploying prod');
			expect(frame.endsWith('\u001b[?2026l')).toBe(true);
		}
		expect(frames.slice(1).every((frame) => frame.includes('A'))).toBe(true);
		expect(writes.join('').lastIndexOf('\u001b[?25h')).toBeGreaterThan(writes.join('').lastIndexOf('\u001b[?25l'));
	});

	it('detaches on Ctrl-C, says how to attach again, and stops nothing', async () => {
		await controller.start();
		setTimeout(() => interrupt.abort(), 400);
		const { code, err, out } = await stoker('env deploy prod --yes', screen);
		expect(code).toBe(130);
		expect(out).toBe('');
		expect(err).toContain(`stoker deployment watch ${DEPLOYMENT_ID}`);
		expect(err).toContain('\u001b[?25h');
		expect(controller.calls).not.toContain('StopDeployment');
	});

	it('goes on when the controller is killed and comes back', async () => {
		await controller.start();
		const { done, terminal } = start(`env deploy prod --yes --address unix:${controller.socketPath}`);
		await expect.poll(() => controller.calls).toContain('WatchEvents');
		environment.run('first@1', 'ready running');
		await expect.poll(() => controller.calls.length).toBeGreaterThan(2);
		await controller.kill();
		environment.run('first@1', 'running succeeded');
		await expect.poll(() => terminal.stderr.text).toContain('The connection was lost');
		environment.run('second@1', 'pending succeeded');
		environment.run('third@2', 'pending succeeded');
		environment.end('succeeded');
		await controller.start();
		const { code, err } = await done;
		expect(code).toBe(0);
		expect(err).toContain('The connection is back');
		expect(err).toContain('app-1: first succeeded');
	});

	it('returns at once with --detach', async () => {
		await controller.start();
		const { code, out } = await stoker('env deploy prod --yes --detach -o name');
		expect({ code, out }).toEqual({ code: 0, out: `${DEPLOYMENT_ID}\n` });
	});

	it('can be attached to again, also when it has ended', async () => {
		await controller.start();
		succeed();
		const { code, out } = await stoker('deployment watch prod');
		expect(code).toBe(0);
		expect(out).toContain('Deployed prod');
	});
});
