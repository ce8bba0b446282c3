import { createHash } from 'node:crypto';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import { actionsOfStages, STORAGE_STAGES, type StorageStage } from '@stoker/shared/storage/action-stage.js';
import { describeLostDisk, describeLostItem } from '@stoker/shared/storage/describe-loss.js';
import type { ProvisionedSystem } from '@stoker/shared/storage/provisioned-system.js';
import { readProvisionedSystem } from '@stoker/shared/storage/read-provisioned-system.js';
import { readStoragePlan } from '@stoker/shared/storage/read-storage-plan.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import type { ParametersOf } from '@stoker/shared/task-type/parse-parameters.js';
import type { StorageTaskType } from '@stoker/shared/task-type/storage-parameters.js';
import { type TaskContext, TaskFailure, type TaskPlan } from './executor.js';
import { says } from './says.js';

/** Where the agent of an installed system keeps what it is. */
const STATE_FOLDER = '/var/lib/stoker-agent';

const STAGES: Readonly<Record<StorageTaskType, readonly StorageStage[]>> = {
	partition: ['partition'],
	write_image: ['write_image'],
	bootloader: ['bootloader'],
	provision: STORAGE_STAGES,
};

type StorageParameters = ParametersOf<StorageTaskType>;

/**
 * Knows one type of storage task: it carries out some stages of a storage plan. What is done is told from the devices, so
 * an attempt after a kill goes on where the one before ended, whoever began it.
 */
export function storageTask(type: StorageTaskType): (parameters: StorageParameters, context: TaskContext) => TaskPlan {
	return (parameters, context) => planStages(STAGES[type], parameters, context);
}

function planStages(
	stages: readonly StorageStage[],
	parameters: StorageParameters,
	{ folder, isNoop }: TaskContext,
): TaskPlan {
	const plan = readPlan(parameters.storage_plan);
	const system = parameters.system && readSystem(parameters.system);
	const actions = actionsOfStages(plan, stages);
	if (isNoop) {
		return says(describePlan(plan, actions));
	}
	if (actions.length === 0) {
		return says('Nothing to do: the disks are already so.');
	}
	const work = { plan, stages, folder };
	return {
		kind: 'action',
		run({ storage, enrolAddress, signal, write }) {
			const whole = system && handedOver(system, parameters.hand_over_token, enrolAddress);
			return storage.apply({ ...work, system: whole }, { signal, write });
		},
		isDone: ({ storage }) => storage.isDone({ ...work, system }),
	};
}

/** The installed system's agent joins where this one did. */
function handedOver(system: ProvisionedSystem, token: string | undefined, controller: string): ProvisionedSystem {
	return token === undefined ? system : { ...system, agent: { controller, token, stateFolder: STATE_FOLDER } };
}

function readPlan(written: object): StoragePlan {
	const read = readStoragePlan(written, sha256);
	if ('problems' in read) {
		throw invalid('storage_plan', read.problems);
	}
	return read.plan;
}

function readSystem(written: object): ProvisionedSystem {
	const read = readProvisionedSystem(written);
	if ('diagnostics' in read) {
		throw invalid('system', read.diagnostics);
	}
	return read.value;
}

function invalid(field: string, problems: readonly Diagnostic[]): TaskFailure {
	const told = problems.slice(0, 20).map(({ message }) => message);
	return new TaskFailure('invalid_parameters', `parameters.${field}: ${told.join('; ')}.`);
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

function describePlan({ destroys }: StoragePlan, actions: ReturnType<typeof actionsOfStages>): string {
	const lost = destroys.flatMap((loss) => [
		`Would destroy what is on ${describeLostDisk(loss)}`,
		...loss.items.map((item) => `  ${describeLostItem(item)}`),
	]);
	const done = actions.map(({ id }) => `Would do ${id.replace(':', ' ')}`);
	return [...(done.length === 0 ? ['Would do nothing: the disks are already so.'] : done), ...lost].join('\n');
}
