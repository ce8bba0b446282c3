import type { Scenario } from '../scenario.js';
import { installedOf } from '../scenario.js';

/** Either disk of the mirrors may be missing. */
export function startsWithout(serial: 'DISKA' | 'DISKB'): Scenario {
	return {
		title: `starts and reports without ${serial}`,
		async run(stage) {
			const { nodeId, disks } = installedOf(stage);
			const left = disks.filter((disk) => disk.serial !== serial);
			const name = `without-${serial}`;
			const machine = await stage.lab.startCopy({ name, firmware: stage.firmware, disks: left });
			await stage.lab.untilOnline(nodeId);
			const seconds = machine.secondsUp;
			await machine.run('test "$(grep -c -E "\\[(U_|_U)\\]" /proc/mdstat)" = 2');
			await stage.lab.switchOff(machine, nodeId);
			return `reported after ${seconds.toFixed(0)} s`;
		},
	};
}
