import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineWorld, outcome, TestAgent, task } from '../../../test/support/engine-world.js';

let folder: string;
let world: EngineWorld;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-faults-'));
	world = new EngineWorld(join(folder, 'stoker.db'), { heartbeatSeconds: 1 });
});

afterEach(async () => {
	expect(world.fatal).toEqual([]);
	await world.crash();
	rmSync(folder, { recursive: true });
});

const settle = (milliseconds = 50): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(condition: () => boolean): Promise<void> {
	for (let tries = 0; tries < 500 && !condition(); tries++) {
		await settle(10);
	}
	expect(condition()).toBe(true);
}

/** Ends a deployment whose one attempt was given up as lost; the agent's journal still holds it. */
async function loseAttempt(agent: TestAgent): Promise<void> {
	world = new EngineWorld(world.path, { leaseSeconds: 0, lostExtraSeconds: 0, heartbeatSeconds: 1 });
	await world.start();
	const { id } = await world.prepare([task('a', { parameters: { cmd: 'true', timeout: 1 } })], [agent.nodeId]);
	agent.behaviour = () => undefined;
	await agent.connect(world);
	await world.engine.startDeployment(id);
	await until(() => agent.assignments.length === 1);
	agent.disconnect();
	await world.untilEnded(id);
}

describe('a late report', () => {
	it('that is made twice at once is answered twice, and later ones after it', async () => {
		const agent = new TestAgent('1');
		await loseAttempt(agent);
		await agent.connect(world);
		const [assignmentId] = agent.journal.keys();
		if (!agent.session || !assignmentId) {
			throw new Error('no session');
		}
		const report = { assignmentId, outcome: outcome() };
		world.engine.receive(agent.session, {
			results: [
				{ ...report, report: 1 },
				{ ...report, report: 2 },
				{ ...report, report: 3, assignmentId: 'nobody' as never },
			],
		});
		await until(() => agent.received.some((envelope) => envelope.acknowledgement?.throughReport === 3));
		expect(agent.received.flatMap((envelope) => envelope.acknowledgement?.dispositions ?? [])).toEqual([
			{ report: 1, disposition: 'stale' },
			{ report: 2, disposition: 'stale' },
			{ report: 3, disposition: 'unknown' },
		]);
	});
});
