import { expect, test } from 'vitest';
import { planExample } from '../../../test/support/storage-examples.js';
import { actionsOfStages, STORAGE_STAGES } from './action-stage.js';

test('every action belongs to one stage, and a disk is sealed in the last one', () => {
	const { plan } = planExample('01-plain-uefi.yaml', 'blank-machine.json');
	const stages = STORAGE_STAGES.map((stage) => actionsOfStages(plan, [stage]));
	expect(stages.flat()).toHaveLength(plan.actions.length);
	expect(stages.map((actions) => actions.at(-1)?.kind)).toEqual(['make_file_system', 'write_image', 'seal_disk']);
});

test('a plan without images is sealed when its file systems are made', () => {
	const { plan } = planExample('15-msdos.yaml', 'blank-machine.json');
	expect(actionsOfStages(plan, ['partition'])).toEqual(plan.actions);
	expect(actionsOfStages(plan, ['write_image', 'bootloader'])).toEqual([]);
});
