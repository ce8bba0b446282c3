import { createHash } from 'node:crypto';
import type { JsonObject } from '@stoker/shared/model/task.js';
import { describe, expect, it } from 'vitest';
import { planExample } from '../../../test/support/storage-examples.js';
import type { StorageControl, StorageWork } from '../system/storage-control.js';
import { type ActionTools, type TaskContext, TaskFailure } from './executor.js';
import { executors } from './executors.js';

const PLAN = JSON.parse(JSON.stringify(planExample('01-plain-uefi.yaml').plan)) as JsonObject;
const SYSTEM = { hostName: 'app-1' };
const CONTEXT: TaskContext = { root: '/', assignmentId: 'a', nodeId: '1' as never, folder: '/attempt', isNoop: false };

type Storage = 'partition' | 'write_image' | 'bootloader' | 'provision';

async function carryOut(type: Storage, parameters: JsonObject, context = CONTEXT) {
	const applied: StorageWork[] = [];
	const output: string[] = [];
	const storage: StorageControl = {
		apply: (work) => Promise.resolve(void applied.push(work)),
		isDone: (work) => Promise.resolve(work.stages.includes('bootloader')),
	};
	const task = executors[type].plan(parameters, context);
	if (task.kind !== 'action') {
		throw new Error('not an action');
	}
	const write = (text: string) => void output.push(text);
	const tools = { storage, enrolAddress: 'controller:7440', write, signal: new AbortController().signal };
	await task.run(tools as unknown as ActionTools);
	return { applied, output: output.join(''), isDone: await task.isDone?.({ storage }) };
}

describe('storage tasks', () => {
	it.each([
		['partition', ['partition'], false],
		['write_image', ['write_image'], false],
		['bootloader', ['bootloader'], true],
		['provision', ['partition', 'write_image', 'bootloader'], true],
	] as const)('%s carries out its stages, and asks the devices whether they are done', async (type, stages, isDone) => {
		const done = await carryOut(type, { storage_plan: PLAN, system: SYSTEM });
		expect(done.applied).toMatchObject([{ stages, folder: '/attempt', system: SYSTEM }]);
		expect(done.isDone).toBe(isDone);
	});

	it('hand the credential over where this agent joined, and to nobody else', async () => {
		const parameters = { storage_plan: PLAN, system: SYSTEM, hand_over_token: 'st1.secret' };
		const { applied, output } = await carryOut('bootloader', parameters);
		const agent = { controller: 'controller:7440', token: 'st1.secret', stateFolder: '/var/lib/stoker-agent' };
		expect(applied[0]?.system?.agent).toEqual(agent);
		expect(output).not.toContain('secret');
	});

	it('say in a noop run what would be done and lost, and touch nothing', async () => {
		const { applied, output } = await carryOut('provision', { storage_plan: PLAN }, { ...CONTEXT, isNoop: true });
		expect(applied).toEqual([]);
		expect(output).toContain('Would do create_table nvme');
		expect(output).toContain('Would destroy what is on /dev/nvme0n1 (serial NV480-0001)');
	});

	it('do nothing where nothing is left to do, and say so', async () => {
		const rest = { actions: [], destroys: [], disks: [] };
		const digest = createHash('sha256').update(JSON.stringify(rest)).digest('hex');
		const { applied, output } = await carryOut('provision', { storage_plan: { ...rest, digest } });
		expect(applied).toEqual([]);
		expect(output).toContain('Nothing to do');
	});

	it('refuse a plan that nobody agreed to, and a system that cannot be one', () => {
		const changed = { ...PLAN, digest: '0'.repeat(64) };
		expect(() => executors.partition.plan({ storage_plan: changed }, CONTEXT)).toThrow(/storage_plan: digest must be/);
		const system = { hostName: 'no host' };
		const plan = () => executors.bootloader.plan({ storage_plan: PLAN, system }, CONTEXT);
		expect(plan).toThrow(TaskFailure);
		expect(plan).toThrow(/parameters.system: hostName/);
	});
});
