import type { ParametersOf } from '@stoker/shared/task-type/parse-parameters.js';
import type { TaskContext, TaskPlan } from './executor.js';
import { says } from './says.js';

const BOOTSTRAP_PROFILE = 'ubuntu_bootstrap';

/** Restarts the machine. */
export function planReboot(_parameters: ParametersOf<'reboot'>, { isNoop }: TaskContext): TaskPlan {
	return isNoop ? says('Would restart the machine.') : { kind: 'restart', prepare: () => Promise.resolve() };
}

/** Wipes the partition tables of all disks that are not removable; the machine goes on running. */
export function planEraseNode(_parameters: ParametersOf<'erase_node'>, { isNoop }: TaskContext): TaskPlan {
	if (isNoop) {
		return says('Would wipe the partition tables of all disks that are not removable.');
	}
	return {
		kind: 'action',
		async run({ machine, signal, write }) {
			const wiped = await machine.wipeDisks(signal);
			write(wiped.length === 0 ? 'There was no disk to wipe.\n' : `Wiped ${wiped.join(', ')}.\n`);
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
