import type { Diagnostic } from '../../model/diagnostic.js';
import { diagnose } from '../diagnostic-codes.js';
import { hintNearest } from '../nearest-name.js';
import type { NameIndex } from './name-index.js';

/** Every selected name that is no task. */
export function checkSelection(names: NameIndex, selected: readonly string[] | undefined): readonly Diagnostic[] {
	return (selected ?? []).flatMap((id) => {
		if (names.find(id) !== undefined) {
			return [];
		}
		const hint = hintNearest(id, names.ids());
		const message = `The selection names ${id}, which is no task of the graph`;
		return [diagnose('SELECTION_UNKNOWN', message, hint === undefined ? {} : { hint })];
	});
}
