// Carries out a storage plan, and dies by SIGKILL at a chosen moment: the machine is described by a file, as a test made it.
import { readFileSync } from 'node:fs';
import type { StorageStage } from '@stoker/shared/storage/action-stage.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { imageOpener } from '../../agent/src/image/open-image.js';
import { actionHandlers } from '../../agent/src/storage/action-handlers.js';
import { applyPlan } from '../../agent/src/storage/apply-plan.js';
import { type LoopDisk, loopTools } from './loop-device.js';
import { handlersThat, toolThat } from './storage-rig.js';

export interface ChildOrder {
	readonly plan: StoragePlan;
	readonly disks: readonly LoopDisk[];
	readonly target: string;
	readonly stages: readonly StorageStage[];
	/** Ends after so many actions that did something; -1: not so. */
	readonly dieAfterActions: number;
	/** Ends while the tool of this number, of those that are told, is at work; -1: not so. */
	readonly dieInTool: number;
}

const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as ChildOrder;
const die = (): void => {
	process.kill(process.pid, 'SIGKILL');
};
const { signal } = new AbortController();
const write = (text: string): void => void process.stdout.write(text);
const tools = loopTools(() => order.disks, signal, write);

await applyPlan(
	order.plan,
	order.stages,
	{
		...{ root: '/', signal, write, system: undefined, devices: tools.devices },
		target: order.target,
		mounts: `${order.target}/mounts`,
		lock: () => Promise.resolve({ close: () => Promise.resolve() }),
		run: toolThat(tools.run, order.dieInTool, die),
		openImage: imageOpener({ connectionsOf: () => undefined }),
		keyOf: () => Promise.resolve(Buffer.from('a key of a test')),
	},
	handlersThat(actionHandlers, order.dieAfterActions, die),
);
