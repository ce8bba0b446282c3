import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath, resolve } from 'node:path';
import type { AssignmentId } from '@stoker/shared/model/ids.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import { afterEach, describe, expect, it } from 'vitest';
import { AgentDoor } from '../../test/support/agent-door.js';
import { assignmentOf, eventually, silentLog } from '../../test/support/attempt-rig.js';
import { taskWrapper } from '../../test/support/task-wrapper.js';
import { SAMPLE_NODE_DETAIL } from '../../test/support/view-samples.js';
import { type RunAgentOptions, type RunningAgent, runAgent } from './run-agent.js';
import { join } from './session/join.js';
import { systemClock } from './system/clock.js';
import { IdentityStore } from './system/identity-store.js';
import { MachineRefusal } from './system/machine-control.js';
import { findRemnants } from './system/processes.js';

const REPOSITORY = resolve(import.meta.dirname, '../..');

type Parts = Pick<Partial<RunAgentOptions>, 'executors' | 'clock' | 'machine' | 'discover'>;

/** A door, a machine with a folder of its own, and what runs on it; all ended after each test. */
class World {
	readonly folder = mkdtempSync(joinPath(tmpdir(), 'stoker-agent-'));
	readonly state = joinPath(this.folder, 'state');
	readonly root = joinPath(this.folder, 'root');
	readonly door: AgentDoor;
	readonly #agents: RunningAgent[] = [];
	readonly #processes: ChildProcess[] = [];

	private constructor(door: AgentDoor) {
		this.door = door;
		mkdirSync(this.root);
	}

	static async open(issuedAtMs = Date.now()): Promise<World> {
		const world = new World(await AgentDoor.start(issuedAtMs));
		worlds.push(world);
		return world;
	}

	join(tokenText = this.door.token, clock: Clock = systemClock) {
		return join({
			controller: this.door.enrolAddress,
			tokenText,
			hardware: { systemUuid: 'u', serialNumber: 's', macAddresses: [], instance: '' },
			hostName: 'rack-1',
			agentVersion: '0.1.0',
			store: new IdentityStore(this.state),
			clock,
			log: silentLog,
		});
	}

	async run({ executors, clock, machine, discover }: Parts = {}): Promise<RunningAgent> {
		const agent = await runAgent({
			stateFolder: this.state,
			root: this.root,
			log: silentLog,
			slots: 4,
			wrapperPath: taskWrapper(),
			...(executors && { executors }),
			...(clock && { clock }),
			...(machine && { machine }),
			...(discover && { discover }),
		});
		this.#agents.push(agent);
		agent.ended.catch(() => undefined);
		return agent;
	}

	/** The agent as a process of its own, to be killed. */
	spawn(): ChildProcess {
		const program = ['--conditions=@stoker/source', '--import', 'tsx', joinPath(REPOSITORY, 'agent/src/main.ts')];
		const child = spawn(process.execPath, [...program, 'run', '--state-dir', this.state, '--root', this.root], {
			cwd: REPOSITORY,
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, STOKER_AGENT_WRAPPER: taskWrapper(), STOKER_AGENT_LOG: 'fatal' },
		});
		this.#processes.push(child);
		return child;
	}

	/** The newest session that was welcomed after `before` sessions. */
	session(before = 0) {
		return eventually(() => {
			const { session } = this.door;
			return this.door.sessions.length > before && session?.hello !== undefined && session;
		}, 'the agent says hello');
	}

	result(assignmentId: AssignmentId) {
		return eventually(() => {
			const found = this.door.results.find((report) => report.assignmentId === assignmentId);
			return found?.outcome;
		}, 'the result comes in');
	}

	attemptFolders(): string[] {
		const folder = joinPath(this.state, 'attempts');
		return existsSync(folder) ? readdirSync(folder) : [];
	}

	async close(): Promise<void> {
		await Promise.all(this.#agents.map((agent) => agent.stop()));
		await Promise.all(this.#processes.filter((child) => !hasEnded(child)).map(killed));
		this.door.close();
		// Wrappers outlive their agent, and go on writing.
		rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
	}
}

const worlds: World[] = [];
afterEach(async () => {
	for (const world of worlds.splice(0)) {
		await world.close();
	}
});

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
	return exitCode !== null || signalCode !== null;
}

function killed(child: ChildProcess): Promise<unknown> {
	const exited = new Promise((resolveExit) => child.once('exit', resolveExit));
	child.kill('SIGKILL');
	return exited;
}

describe('joining', () => {
	it('stores an identity that only its owner may read', async () => {
		const world = await World.open();
		const { identity } = await world.join();
		expect(identity.nodeId).toBe('7');
		expect(statSync(joinPath(world.state, 'identity/identity.json')).mode & 0o777).toBe(0o600);
		expect(statSync(joinPath(world.state, 'identity')).mode & 0o777).toBe(0o700);
	});

	it('asks again with the same key while it is pending, and after a kill before the answer was stored', async () => {
		const world = await World.open();
		world.door.behaviour.pendingAnswers = 1;
		await world.join();
		rmSync(joinPath(world.state, 'identity/identity.json'));
		await world.join();
		expect(world.door.keys).toHaveLength(3);
		expect(new Set(world.door.keys).size).toBe(1);
	});

	it('does nothing when the token was used before', async () => {
		const world = await World.open();
		await world.join();
		expect((await world.join()).isRepeated).toBe(true);
		expect(world.door.keys).toHaveLength(1);
	});

	it('refuses a controller that the pin does not name, and sends it nothing', async () => {
		const world = await World.open();
		await expect(world.join(world.door.foreignToken)).rejects.toMatchObject({ code: 'PIN_MISMATCH' });
		expect(world.door.keys).toEqual([]);
	});

	it('tells a refused token by its code', async () => {
		const world = await World.open();
		const other = world.door.token.replace('S'.repeat(32), 'X'.repeat(32));
		await expect(world.join(other)).rejects.toMatchObject({ status: { code: 'TOKEN_INVALID' } });
	});
});

/** The clock of a machine that is wrong by so much. */
const wrongBy = (aheadMs: number): Clock => ({ ...systemClock, wallMs: () => Date.now() + aheadMs });
const DAY_MS = 24 * 3600 * 1000;

describe('a machine whose clock is wrong', () => {
	it.each([
		['says 1970', -Date.now()],
		['is ahead of every certificate', 400 * DAY_MS],
		['is ahead of its own certificate', 100 * DAY_MS],
	])('joins and serves by the time of the controller: it %s', async (_what, aheadMs) => {
		const world = await World.open();
		const { identity } = await world.join(world.door.token, wrongBy(aheadMs));
		expect(Math.abs(identity.certifiedAtMs - Date.now())).toBeLessThan(60_000);
		await world.run({ clock: wrongBy(aheadMs) });
		const first = await world.session();
		expect(first.hello?.nodeId).toBe('7');
		await world.door.restart();
		const assignment = assignmentOf({ cmd: 'true' });
		(await world.session(1)).assign(assignment);
		const outcome = await world.result(assignment.assignmentId);
		expect(Math.abs((outcome.startedAtMs ?? 0) - Date.now())).toBeLessThan(60_000);
		expect(world.door.renewals).toBe(0);
	});

	it('renews when the controller takes its certificate for ended, not when this machine does', async () => {
		const world = await World.open();
		world.door.behaviour.certificateLifetimeMs = -60_000;
		await world.join(world.door.token, wrongBy(-Date.now()));
		world.door.behaviour.certificateLifetimeMs = 7 * DAY_MS;
		await world.run({ clock: wrongBy(-Date.now()) });
		await world.session();
		expect(world.door.renewals).toBe(1);
	});

	it('refuses a controller whose certificate has ended by the time it tells itself', async () => {
		const world = await World.open(Date.now() - 500 * DAY_MS);
		for (const clock of [systemClock, wrongBy(-Date.now())]) {
			await expect(world.join(world.door.token, clock)).rejects.toMatchObject({ code: 'CERTIFICATE_INVALID' });
		}
		expect(world.door.keys).toEqual([]);
	});

	it('asks nothing of a controller that the pin does not name', async () => {
		const world = await World.open();
		const join = world.join(world.door.foreignToken, wrongBy(-Date.now()));
		await expect(join).rejects.toMatchObject({ code: 'PIN_MISMATCH' });
	});
});

describe('a session', () => {
	it('runs what is assigned, reports it and sends its output', async () => {
		const world = await World.open();
		await world.join();
		await world.run();
		const session = await world.session();
		const assignment = assignmentOf({ cmd: 'echo one; sleep 0.3; echo two' });
		session.assign(assignment);
		const { assignmentId } = assignment;
		await eventually(() => world.door.logs.get(assignmentId)?.toString() === 'one\n', 'output comes as it appears');
		expect(await world.result(assignmentId)).toMatchObject({ outcome: 'succeeded', logLength: 8 });
		await eventually(() => world.door.logs.get(assignmentId)?.toString() === 'one\ntwo\n', 'the rest comes');
		expect(session.started).toEqual([assignmentId]);
		await eventually(() => world.attemptFolders().length === 0, 'the spool is removed');
	});

	it('tells tasks the name of the node, as the controller told it', async () => {
		const world = await World.open();
		await world.join();
		await world.run();
		const assignment = assignmentOf({ cmd: 'echo "$STOKER_NODE_ID is $STOKER_NODE_NAME"' });
		(await world.session()).assign(assignment);
		const output = () => world.door.logs.get(assignment.assignmentId)?.toString() ?? '';
		await eventually(() => output().endsWith(' is box-7\n'), 'the name is in the environment');
	});

	it('runs an assignment once, however often it is sent', async () => {
		const world = await World.open();
		await world.join();
		await world.run();
		const session = await world.session();
		const assignment = assignmentOf({ cmd: 'echo x >>count' });
		session.assign(assignment, assignment);
		session.assign(assignment);
		await world.result(assignment.assignmentId);
		session.assign(assignment);
		await eventually(() => world.door.results.length >= 2, 'the repeated one is answered');
		expect(readFileSync(joinPath(world.root, 'count'), 'utf8')).toBe('x\n');
	});

	it('never runs what was cancelled before it came', async () => {
		const world = await World.open();
		await world.join();
		await world.run();
		const session = await world.session();
		const assignment = assignmentOf({ cmd: 'touch ran' });
		session.send({ cancels: [{ assignmentId: assignment.assignmentId, graceSeconds: 1 }] });
		session.assign(assignment);
		expect(await world.result(assignment.assignmentId)).toMatchObject({ reason: 'cancelled', startedAtMs: 0 });
		expect(existsSync(joinPath(world.root, 'ran'))).toBe(false);
	});

	it('reports an outcome until it is acknowledged, over sessions and agent processes', async () => {
		const world = await World.open();
		world.door.behaviour.acknowledges = false;
		await world.join();
		const agent = await world.run();
		const assignment = assignmentOf({ cmd: 'true' });
		(await world.session()).assign(assignment);
		await world.result(assignment.assignmentId);
		await world.door.restart();
		const again = await world.session(1);
		expect(again.hello?.attempts).toMatchObject([{ progress: 'finished' }]);
		await eventually(() => world.door.results.length === 2, 'it is reported again');
		await agent.stop();
		world.door.behaviour.acknowledges = true;
		await world.run();
		await world.session(world.door.sessions.length);
		await eventually(() => world.attemptFolders().length === 0, 'the acknowledged attempt is forgotten');
		expect(world.door.results).toHaveLength(3);
	});

	it('sends a lot of output whole, and goes on where the controller was left', async () => {
		const world = await World.open();
		await world.join();
		await world.run();
		const assignment = assignmentOf({ cmd: 'seq 1 200000; sleep 1; seq 1 200000' });
		(await world.session()).assign(assignment);
		await eventually(() => (world.door.logs.get(assignment.assignmentId)?.length ?? 0) > 500_000, 'half of it comes');
		await world.door.restart();
		const outcome = await world.result(assignment.assignmentId);
		await eventually(() => world.door.logs.get(assignment.assignmentId)?.length === outcome.logLength, 'all comes');
		const half = `${Array.from({ length: 200_000 }, (_, index) => index + 1).join('\n')}\n`;
		expect(world.door.logs.get(assignment.assignmentId)?.equals(Buffer.from(half + half))).toBe(true);
	});

	it('obeys verdicts: kill ends and reports, forget ends and keeps silent', async () => {
		const world = await World.open();
		await world.join();
		await world.run();
		const doomed = assignmentOf({ cmd: 'sleep 60' });
		const forgotten = assignmentOf({ cmd: 'sleep 61' });
		const session = await world.session();
		session.assign(doomed, forgotten);
		await eventually(() => session.started.length === 2, 'both run');
		world.door.behaviour.verdictOf = (id) => (id === doomed.assignmentId ? 'kill' : 'forget');
		await world.door.restart();
		expect(await world.result(doomed.assignmentId)).toMatchObject({ reason: 'cancelled' });
		await eventually(() => world.attemptFolders().length === 0, 'nothing is kept');
		expect(await findRemnants(forgotten.assignmentId, undefined)).toEqual([]);
		expect(world.door.results.some((report) => report.assignmentId === forgotten.assignmentId)).toBe(false);
	});

	it('comes back when it was asked to', async () => {
		const world = await World.open();
		await world.join();
		await world.run();
		const session = await world.session();
		session.send({ reconnectAfter: { delayMs: 300, reason: 'upgrade' } });
		session.end();
		const before = performance.now();
		await world.session(1);
		expect(performance.now() - before).toBeGreaterThan(250);
	});

	it('does not hammer a controller that refuses it', async () => {
		const world = await World.open();
		world.door.behaviour.refuseWith = 'AGENT_IDENTITY_IN_USE';
		await world.join();
		await world.run();
		await world.session();
		await new Promise((resolvePause) => setTimeout(resolvePause, 1500));
		expect(world.door.sessions).toHaveLength(1);
	});

	it('shows its hardware once it has looked', async () => {
		const world = await World.open();
		await world.join();
		await world.run();
		const session = await world.session();
		expect(await eventually(() => session.inventoryDigest || undefined, 'the inventory comes')).toMatch(
			/^[0-9a-f]{64}$/,
		);
		await eventually(() => session.heartbeats > 0, 'it says that it lives');
	});

	it('shows its hardware again soon after disks were erased, also in vain', async () => {
		const world = await World.open();
		await world.join();
		const inventory = SAMPLE_NODE_DETAIL.inventory ?? expect.fail('the sample has no inventory');
		// What stands for that which no event tells of.
		let memoryBytes = 1;
		const machine: RunAgentOptions['machine'] = {
			restart: () => Promise.reject(new Error('not of this test')),
			bootIntoBootstrap: () => Promise.reject(new Error('not of this test')),
			wipeDisks: async ({ method }) => {
				memoryBytes++;
				return method === 'secure' ? Promise.reject(new MachineRefusal('the second disk is frozen')) : ['/dev/sda'];
			},
		};
		await world.run({ machine, discover: () => Promise.resolve({ ...inventory, memoryBytes }) });
		const session = await world.session();
		const digests = [await eventually(() => session.inventoryDigest || undefined, 'the inventory comes')];
		for (const [method, outcome] of [
			['zero', 'succeeded'],
			['secure', 'failed'],
		] as const) {
			const assignment = assignmentOf({ method }, { taskType: 'erase_node' });
			session.assign(assignment);
			expect(await world.result(assignment.assignmentId)).toMatchObject({ outcome });
			const next = () => !digests.includes(session.inventoryDigest) && session.inventoryDigest;
			digests.push(await eventually(next, `the inventory comes after ${method}`));
		}
	});

	it('renews a certificate that has ended before it connects', async () => {
		const world = await World.open();
		world.door.behaviour.certificateLifetimeMs = -1000;
		await world.join();
		world.door.behaviour.certificateLifetimeMs = 60_000;
		await world.run();
		await world.session();
		expect(world.door.renewals).toBe(1);
		expect(new Set(world.door.keys).size).toBe(2);
	});

	it('has one process for a state folder', async () => {
		const world = await World.open();
		await world.join();
		await world.run();
		await expect(world.run()).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
	});

	it('answers assignments that nobody can carry out, and goes on', async () => {
		const world = await World.open();
		await world.join();
		await world.run();
		const session = await world.session();
		const poison = [
			assignmentOf({}, { taskType: 'of_the_future' }),
			assignmentOf({}, { taskType: 'stage' }),
			assignmentOf({}, { taskType: '__proto__' }),
			{ ...assignmentOf({}), parametersJson: Buffer.from('{"cmd":') },
			{ ...assignmentOf({}), parametersJson: Buffer.from([0xff, 0xfe]) },
			{ ...assignmentOf({}), parametersBlob: { sha256: '../../etc/passwd', sizeBytes: 5 } },
			{ ...assignmentOf({}), parametersBlob: { sha256: 'a'.repeat(64), sizeBytes: 2 ** 40 } },
		];
		const good = assignmentOf({ cmd: 'true' });
		session.assign({ ...good, assignmentId: '../up' as AssignmentId }, ...poison, good);
		expect(await world.result(good.assignmentId)).toMatchObject({ outcome: 'succeeded' });
		const reasons = await Promise.all(
			poison.map(async ({ assignmentId }) => (await world.result(assignmentId)).reason),
		);
		expect(reasons).toEqual([
			...['unsupported_type', 'unsupported_type', 'unsupported_type'],
			...['invalid_parameters', 'invalid_parameters', 'fetch', 'invalid_parameters'],
		]);
		expect(world.door.sessions).toHaveLength(1);
	});

	it('takes any executor table', async () => {
		const world = await World.open();
		await world.join();
		await world.run({
			executors: { puppet: { plan: () => ({ kind: 'action', run: async (tools) => tools.write('done') }) } },
		});
		const assignment = assignmentOf({}, { taskType: 'puppet' });
		(await world.session()).assign(assignment);
		expect(await world.result(assignment.assignmentId)).toMatchObject({ outcome: 'succeeded', logLength: 4 });
	});
});

describe('kill -9 of the agent', () => {
	it('leaves the task running; the next agent adopts it', async () => {
		const world = await World.open();
		await world.join();
		const child = world.spawn();
		const session = await world.session();
		const assignment = assignmentOf({ cmd: 'echo x >>count; sleep 2; echo end' });
		session.assign(assignment);
		await eventually(() => existsSync(joinPath(world.root, 'count')), 'the task runs');
		await killed(child);
		expect(await findRemnants(assignment.assignmentId, undefined)).not.toEqual([]);
		await world.run();
		const again = await world.session(1);
		expect(again.hello?.attempts).toMatchObject([{ progress: 'running' }]);
		expect(await world.result(assignment.assignmentId)).toMatchObject({ outcome: 'succeeded', logLength: 4 });
		expect(readFileSync(joinPath(world.root, 'count'), 'utf8')).toBe('x\n');
	});

	it('loses no outcome when the task ends meanwhile', async () => {
		const world = await World.open();
		await world.join();
		const child = world.spawn();
		const assignment = assignmentOf({ cmd: 'touch ran; sleep 0.5; exit 4' });
		(await world.session()).assign(assignment);
		await eventually(() => existsSync(joinPath(world.root, 'ran')), 'the task runs');
		await killed(child);
		await eventually(async () => (await findRemnants(assignment.assignmentId, undefined)).length === 0, 'it ends');
		await world.run();
		expect(await world.result(assignment.assignmentId)).toMatchObject({ reason: 'exit_code', exitCode: 4 });
	});

	it('and of the wrapper: interrupted, once every remnant is gone', async () => {
		const world = await World.open();
		await world.join();
		const child = world.spawn();
		const assignment = assignmentOf({ cmd: 'touch ran; (env -i sleep 70 &) ; setsid sleep 71 & sleep 72' });
		(await world.session()).assign(assignment);
		await eventually(() => existsSync(joinPath(world.root, 'ran')), 'the task runs');
		const folder = joinPath(world.state, 'attempts', assignment.assignmentId);
		const [pid = '', startTicks = ''] = readFileSync(joinPath(folder, 'wrapper'), 'utf8').trim().split(' ');
		const wrapper = { pid: Number(pid), startTicks };
		await killed(child);
		process.kill(wrapper.pid, 'SIGKILL');
		const remnants = () => findRemnants(assignment.assignmentId, wrapper);
		// The shell goes on without its wrapper, and may not have come to its last command yet.
		await eventually(async () => (await remnants()).length >= 4, 'all of it runs');
		await world.run();
		expect(await world.result(assignment.assignmentId)).toMatchObject({ reason: 'interrupted' });
		expect(await findRemnants(assignment.assignmentId, wrapper)).toEqual([]);
	});
});

describe('SIGTERM', () => {
	it('ends the agent within a second and leaves its tasks running', async () => {
		const world = await World.open();
		await world.join();
		const child = world.spawn();
		const assignment = assignmentOf({ cmd: 'touch ran; sleep 60' });
		(await world.session()).assign(assignment);
		await eventually(() => existsSync(joinPath(world.root, 'ran')), 'the task runs');
		const before = performance.now();
		const code = new Promise((resolveExit) => child.once('exit', resolveExit));
		child.kill('SIGTERM');
		expect(await code).toBe(0);
		expect(performance.now() - before).toBeLessThan(1000);
		const left = await findRemnants(assignment.assignmentId, undefined);
		expect(left.length).toBeGreaterThan(0);
		for (const { pid } of left) {
			process.kill(pid, 'SIGKILL');
		}
	});
});
