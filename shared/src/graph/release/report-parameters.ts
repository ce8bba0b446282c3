import type { JsonObject, TaskType } from '../../model/task.js';
import { checkParameters, isExpression } from '../../task-type/check-parameters.js';
import { type ParameterPath, type ParameterProblem, showPath } from '../../task-type/parameter-problem.js';
import { mayFormat } from '../compile/format-text.js';
import type { MapReader } from './map-reader.js';
import { getEntry, type Tree } from './tree.js';

/** Reports what does not fit the type of a task, where it stands. `reader` has the parameters, or the task without any. */
export function reportParameters(reader: MapReader, type: TaskType, parameters: JsonObject): void {
	for (const problem of checkParameters(type, parameters, isKnownLater)) {
		reportProblem(reader, type, problem);
	}
}

/** Expressions and texts that name facts get their values when a plan is made. */
function isKnownLater(value: unknown): boolean {
	return isExpression(value) || (typeof value === 'string' && mayFormat(value));
}

function reportProblem(reader: MapReader, type: TaskType, { path, isMissing, message }: ParameterProblem): void {
	const name = showPath(path).replace('parameters.', '');
	if (isMissing) {
		const at = placeOf(reader, path.slice(0, -1));
		const hint = `Add \`${path.at(-1) ?? ''}:\` under ${showPath(path.slice(0, -1))}.`;
		reader.reportAs('PARAMETER_MISSING', at, `Tasks of type ${type} need the parameter ${name}`, hint);
		return;
	}
	reader.reportAs('PARAMETER_INVALID', placeOf(reader, path), `The parameter ${name} ${message}`);
}

/** The deepest value there is on the way. */
function placeOf(reader: MapReader, path: ParameterPath): { readonly tree: Tree; readonly path: string } {
	let at: { readonly tree: Tree; readonly path: string } = { tree: reader.map, path: reader.path };
	for (const step of path) {
		const tree = stepInto(at.tree, step);
		if (tree === undefined) {
			return at;
		}
		at = { tree, path: typeof step === 'number' ? `${at.path}[${step}]` : `${at.path}.${step}` };
	}
	return at;
}

function stepInto(tree: Tree, step: string | number): Tree | undefined {
	if (typeof step === 'number') {
		return tree.kind === 'list' ? tree.items[step] : undefined;
	}
	return tree.kind === 'map' ? getEntry(tree, step) : undefined;
}
