import type { StorageInventory } from '@stoker/shared/storage/inventory.js';
import { planStorage } from '@stoker/shared/storage/plan/plan-storage.js';
import { layoutFromAny } from '@stoker/shared/storage/schema/layout-from-any.js';
import type { StorageAction } from '@stoker/shared/storage/storage-action.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import type { ActionHandler, ActionHandlers, StorageTools } from '../../agent/src/storage/storage-tools.js';
import type { RunTool } from '../../agent/src/system/run-tool.js';
import type { LoopMachine } from './loop-device.js';
import { loopTools } from './loop-device.js';
import { sha256 } from './storage-examples.js';

/** Plans a layout that a test wrote down; throws with every problem. */
export function planFor(document: unknown, inventory: StorageInventory, seed = ''): StoragePlan {
	const { layout, diagnostics } = layoutFromAny(document, inventory, undefined);
	const planned = layout && planStorage({ inventory, layout, seed, consents: [], sha256 });
	if (planned?.plan === undefined) {
		throw new Error([...diagnostics, ...(planned?.diagnostics ?? [])].map(({ message }) => message).join('\n'));
	}
	return planned.plan;
}

/** Tools for the disks of a machine of loop devices, and what they said. */
export function storageTools(
	machine: LoopMachine,
	signal: AbortSignal = new AbortController().signal,
): StorageTools & { readonly said: () => string } {
	let said = '';
	const write = (text: string): void => {
		said += text;
	};
	return {
		root: '/',
		signal,
		write,
		...loopTools(() => machine.disks, signal, write),
		target: `${machine.folder}/target`,
		mounts: `${machine.folder}/mounts`,
		lock: () => Promise.resolve({ close: () => Promise.resolve() }),
		system: undefined,
		openImage: () => Promise.reject(new Error('no image in this test')),
		keyOf: () => Promise.resolve(Buffer.from('a key of a test')),
		said: () => said,
	};
}

/** Handlers that do something else once so many actions have done their work. */
export function handlersThat(handlers: ActionHandlers, afterActions: number, interrupt: () => void): ActionHandlers {
	let ran = 0;
	const wrap = <Kind extends StorageAction['kind']>(kind: Kind): [Kind, ActionHandler<Kind>] => {
		const handler: ActionHandler<Kind> = handlers[kind];
		return [
			kind,
			{
				isDone: (action, tools) => handler.isDone(action, tools),
				run: async (action, tools) => {
					if (ran === afterActions) {
						interrupt();
					}
					await handler.run(action, tools);
					ran++;
					if (ran === afterActions) {
						interrupt();
					}
				},
			},
		];
	};
	const kinds = Object.keys(handlers) as StorageAction['kind'][];
	return Object.fromEntries(kinds.map(wrap)) as unknown as ActionHandlers;
}

/** A runner of tools that does something else when the tool of this number has just been started. Looks do not count. */
export function toolThat(run: RunTool, inTool: number, interrupt: () => void): RunTool {
	let started = 0;
	return (program, words, options) => {
		const ended = run(program, words, options);
		if (options?.isQuiet !== true && started++ === inTool) {
			interrupt();
		}
		return ended;
	};
}
