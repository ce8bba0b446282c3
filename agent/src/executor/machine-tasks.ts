import type { ParametersOf } from '@stoker/shared/task-type/parse-parameters.js';
import type { TaskContext, TaskPlan } from './executor.js';
import { says } from './says.js';

const BOOTSTRAP_PROFILE = 'ubuntu_bootstrap';

/** Restarts the machine. */
export function planReboot(_parameters: ParametersOf<'reboot'>, { isNoop }: TaskContext): TaskPlan {
	return isNoop ? says('Would restart the machine.') : { kind: 'restart', prepare: () => Promise.resolve() };
}

/** Erases disks that are neither removable nor read-only; the machine goes on running. */
export function planEraseNode(
	{ method, disks, except }: ParametersOf<'erase_node'>,
	{ isNoop }: TaskContext,
): TaskPlan {
	if (isNoop) {
		const which = disks.length === 0 ? 'all disks that are neither removable nor read-only' : disks.join(', ');
		const left = except.length === 0 ? '' : ` but for ${except.join(', ')}`;
		return says(`Would erase ${which}${left} (${method}).`);
	}
	return {
		kind: 'action',
		async run({ machine, signal, write }) {
			const erased = await machine.wipeDisks({ method, disks, except }, { signal, write });
			write(erased.length === 0 ? 'There was no disk to erase.\n' : `Erased ${erased.join(', ')}.\n`);
		},
	};
}

/** Restarts the machine into the bootstrap image. */
export function planMoveToBootstrap(
	{ provisioning_info }: ParametersOf<'move_to_bootstrap'>,
	{ isNoop }: TaskContext,
): TaskPlan {
	const asked = provisioning_info?.['profile'];
	const profile = typeof asked === 'string' && asked !== '' ? asked : BOOTSTRAP_PROFILE;
	if (isNoop) {
		return says(`Would restart the machine into the bootstrap image (${profile}).`);
	}
	return {
		kind: 'restart',
		async prepare({ machine, write }) {
			await machine.bootIntoBootstrap(profile);
			write(`The next start is one into the bootstrap image (${profile}).\n`);
		},
	};
}

/** The controller serves boot files from what it knows; no other service has to be told. */
export function planCobblerSync(): TaskPlan {
	return says('Nothing to do: the controller serves boot files from its own state, so no Cobbler has to be told.');
}
