import { diagnose } from '../../graph/diagnostic-codes.js';
import { layoutItemId } from '../layout-draft.js';
import type { GenericDraft } from './generic-draft.js';

/** Makes an array of all volumes with one mount point, in the order of those (reference a.4): mirrors, as ever. */
export function addGenericRaids(draft: GenericDraft): void {
	let unnamed = 0;
	for (const [mount, members] of [...draft.raidMembers].sort(([a], [b]) => (a < b ? -1 : 1))) {
		const [first] = members;
		if (first === undefined) {
			continue;
		}
		const { volume, path } = first;
		if (mount === '') {
			const message = 'An array is known by its mount point, and has none';
			draft.findings.push(diagnose('FIELD_INVALID', message, { path: `${path}.mount` }));
			continue;
		}
		const name = volume.name === undefined ? `md${unnamed++}` : volume.name.replace(/^\/dev\/(?:md\/)?/, '');
		const id = layoutItemId('raid', name);
		const memberIds = members.map((member) => member.id);
		const { preserve } = draft;
		draft.add(draft.raids, { id, name, level: 1, memberIds, spareIds: [], metadata: 'default', preserve }, path);
		draft.addFileSystem(volume, id, path);
	}
}
