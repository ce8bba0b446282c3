import type { LayoutItemId } from '@stoker/shared/model/ids.js';
import { actionsOfStages, type StorageStage } from '@stoker/shared/storage/action-stage.js';
import type { ActionDisk, StorageAction } from '@stoker/shared/storage/storage-action.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { checkSystem } from '../boot/check-system.js';
import { unmountLeft } from '../boot/mount-system.js';
import { StorageFailure } from '../system/storage-failure.js';
import { actionHandlers } from './action-handlers.js';
import { checkConsent } from './check-consent.js';
import { claimFor, hasClaim } from './claim.js';
import { ownIdentifiers, plainIdentifier } from './own-identifiers.js';
import { diskProgress, isDoneByMarks, type PlanProgress, settledProgress } from './plan-progress.js';
import { releaseLeftovers } from './release-leftovers.js';
import { signaturesOn } from './signatures.js';
import type { ActionHandler, ActionHandlers, HandlerTools, StorageTools } from './storage-tools.js';
import { lossesOf } from './unagreed.js';
import { whileAlone } from './while-alone.js';

/** What a run of a plan came to. */
export interface AppliedPlan {
	/** Every action of the stages, in its order. */
	readonly actions: readonly { readonly id: string; readonly outcome: 'ran' | 'was_done' }[];
}

/**
 * Carries out the actions of some stages of a plan. Where it stands is read from the disks, never from a record, so a run
 * that was cut off anywhere is simply repeated, also after a restart of the machine. What is done is not done again.
 * Throws a {@link StorageFailure}; nothing was written where it comes before the first action.
 */
export async function applyPlan(
	plan: StoragePlan,
	stages: readonly StorageStage[],
	storageTools: StorageTools,
	handlers: ActionHandlers = actionHandlers,
): Promise<AppliedPlan> {
	const tools = toolsFor(plan, storageTools);
	if (stages.includes('bootloader')) {
		checkSystem(plan, tools.system);
	}
	return whileAlone(tools, () => applyStages(stages, tools, handlers));
}

async function applyStages(
	stages: readonly StorageStage[],
	tools: HandlerTools,
	handlers: ActionHandlers,
): Promise<AppliedPlan> {
	const { plan } = tools;
	await unmountLeft(tools);
	const actions = actionsOfStages(plan, stages);
	const progress = await readProgress(plan, tools);
	if (!stages.includes('partition')) {
		requirePartitions(progress);
	}
	const isOpen = (action: StorageAction) => !isDoneByMarks(action, progress);
	if (actions.some(isOpen)) {
		await releaseLeftovers(progress, tools);
		await checkConsent(progress, tools);
	}
	const applied: AppliedPlan['actions'][number][] = [];
	for (const [index, action] of actions.entries()) {
		const outcome = isOpen(action) ? await applyAction(action, tools, handlers) : 'was_done';
		tools.write(`[${index + 1}/${actions.length}] ${action.id}: ${outcome === 'ran' ? 'done' : 'was done before'}\n`);
		applied.push({ id: action.id, outcome });
	}
	if (applied.every(({ outcome }) => outcome === 'was_done')) {
		tools.write('Nothing had to be done: the disks are as the plan wants them.\n');
	}
	return { actions: applied };
}

/** Whether all actions of some stages are on the disks, whoever carried them out; only reads. */
export async function isApplied(
	plan: StoragePlan,
	stages: readonly StorageStage[],
	storageTools: StorageTools,
): Promise<boolean> {
	const tools = toolsFor(plan, storageTools);
	return whileAlone(tools, () => areStagesDone(stages, tools));
}

async function areStagesDone(stages: readonly StorageStage[], tools: HandlerTools): Promise<boolean> {
	const { plan } = tools;
	await unmountLeft(tools);
	const progress = await readProgress(plan, tools);
	for (const action of actionsOfStages(plan, stages)) {
		const handler = actionHandlers[action.kind] as ActionHandler<StorageAction['kind']>;
		if (!isDoneByMarks(action, progress) && !(await handler.isDone(action, tools))) {
			return false;
		}
	}
	return true;
}

function toolsFor(plan: StoragePlan, tools: StorageTools): HandlerTools {
	if (tools.root !== '/') {
		const message = `An agent confined to ${tools.root} does not touch the disks of the machine`;
		throw new StorageFailure('STORAGE_ACTION_UNSUPPORTED', message, { subject: { root: tools.root } });
	}
	return { ...tools, plan, devices: tools.devices.limitedTo(plan.disks.map(({ disk }) => disk)) };
}

async function readProgress(plan: StoragePlan, tools: HandlerTools): Promise<PlanProgress> {
	const progress = new Map<LayoutItemId, ReturnType<typeof diskProgress>>();
	for (const { disk, change } of plan.disks) {
		const tableGuid = change === 'rebuilt' ? ((await tools.devices.tableOf(disk))?.guid ?? '') : '';
		const isOwn = change === 'emptied' && (await isOwnDisk(disk, tools));
		progress.set(disk.id, diskProgress(plan, disk, { tableGuid, isClaimed: isOwn }));
	}
	return settledProgress(progress);
}

/**
 * Of a disk without a table: the plan's word is on it, or something with an identifier of the plan. What the plan is to
 * destroy was there before, though it may carry the same identifier: of an earlier run.
 */
async function isOwnDisk(disk: ActionDisk, tools: HandlerTools): Promise<boolean> {
	const { plan } = tools;
	const node = await tools.devices.diskNode(disk);
	const own = ownIdentifiers(plan);
	const old = new Set(lossesOf(plan, disk).flatMap(({ signatures }) => signatures.map(({ uuid }) => uuid)));
	const found = await signaturesOn(node, tools.run);
	return found.some(({ uuid }) => own.has(plainIdentifier(uuid)) && !old.has(uuid)) || hasClaim(node, tools);
}

function requirePartitions(progress: PlanProgress): void {
	const missing = [...progress].filter(([, state]) => state === 'untouched').map(([id]) => id);
	if (missing.length > 0) {
		const message = `Nothing of the plan is on ${missing.join(', ')} yet`;
		throw new StorageFailure('STORAGE_STAGE_MISSING', message, { subject: { disk: missing.join(', ') } });
	}
}

async function applyAction(
	action: StorageAction,
	tools: HandlerTools,
	handlers: ActionHandlers,
): Promise<'ran' | 'was_done'> {
	tools.signal.throwIfAborted();
	// The table has a handler of the same kind for each action; the compiler cannot follow a union through it.
	const handler = handlers[action.kind] as ActionHandler<StorageAction['kind']>;
	if (await handler.isDone(action, tools)) {
		return 'was_done';
	}
	tools.signal.throwIfAborted();
	tools.write(`${action.id}\n`);
	await claimFor(action, tools);
	await handler.run(action, tools);
	if (!(await handler.isDone(action, tools))) {
		const message = `${action.id} ended well, but what is on the disk now is not what it should have made`;
		throw new StorageFailure('STORAGE_NOT_VERIFIED', message, { subject: { action: action.id } });
	}
	return 'ran';
}
