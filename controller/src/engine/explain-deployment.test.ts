import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Blocker } from '@stoker/shared/model/blocker.js';
import type { DeploymentId } from '@stoker/shared/model/ids.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EngineWorld, TestAgent, task, until } from '../../../test/support/engine-world.js';

const MINUTE_MS = 60_000;

let folder: string;
let world: EngineWorld;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'stoker-explain-'));
	world = new EngineWorld(join(folder, 'stoker.db'));
	await world.start();
});
afterEach(async () => {
	await world.crash();
	await rm(folder, { recursive: true, force: true });
});

function blockersOf(id: DeploymentId, vertex: number): readonly Blocker[] {
	return world.engine.explain(id)?.blockersOf(vertex) ?? [];
}

it('tells when the lease of a silent agent ends, and when what it runs counts as lost', async () => {
	const tasks = [task('long', { parameters: { cmd: 'true', timeout: 600 } }), task('next', { requires: ['long'] })];
	const { id } = await world.prepare(tasks, ['1']);
	const agent = new TestAgent('1');
	agent.behaviour = () => undefined;
	await agent.connect(world);
	await world.engine.startDeployment(id);
	await until(() => agent.assignments.length === 1);
	expect(blockersOf(id, 0)).toEqual([]);
	expect(blockersOf(id, 1).map(({ kind }) => kind)).toEqual(['dependency']);

	agent.disconnect();
	const [silent] = blockersOf(id, 0);
	if (silent?.kind !== 'agent_silent') {
		throw new Error(`not silent: ${JSON.stringify(silent)}`);
	}
	const seenAtMs = world.engine.lastSeenAtMs(silent.nodeId) ?? 0;
	expect(silent.sinceMs).toBe(seenAtMs);
	// Heard times and leases are kept by two clocks, which may differ by what a millisecond is rounded to.
	const leaseMs = (silent.leaseEndsAtMs ?? 0) - seenAtMs;
	expect(Math.abs(leaseMs - world.settings.leaseSeconds * 1_000)).toBeLessThan(1_000);
	const graceMs = (silent.lostAtMs ?? 0) - Date.now();
	expect(graceMs).toBeGreaterThan(10 * MINUTE_MS);
	expect(graceMs).toBeLessThan(12 * MINUTE_MS);
	expect(world.engine.explain('unknown' as DeploymentId)).toBeUndefined();
});

it('tells of attempts of ended deployments that hold every slot of a node', async () => {
	const { id: first } = await world.prepare([task('stuck')], ['1']);
	const agent = new TestAgent('1');
	agent.behaviour = () => undefined;
	await agent.connect(world);
	await world.engine.startDeployment(first);
	await until(() => agent.assignments.length === 1);
	agent.disconnect();
	await world.engine.operate(first, { kind: 'declare_lost', nodeId: agent.nodeId }, { actor: 'admin alice' });
	await world.untilEnded(first);
	const { id: second } = await world.prepare([task('next')], ['1']);
	await agent.connect(world);
	await world.engine.startDeployment(second);
	await until(() => blockersOf(second, 0).length > 0);
	expect(blockersOf(second, 0)).toEqual([{ kind: 'foreign_slot', nodeId: '1', attempts: 1 }]);
});
