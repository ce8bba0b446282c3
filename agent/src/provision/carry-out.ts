import { createHash } from 'node:crypto';
import { diagnose } from '@stoker/shared/graph/diagnostic-codes.js';
import { parseDocument } from '@stoker/shared/graph/input/parse-document.js';
import { type Diagnostic, hasErrors } from '@stoker/shared/model/diagnostic.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { JsonValue } from '@stoker/shared/model/task.js';
import { STORAGE_STAGES } from '@stoker/shared/storage/action-stage.js';
import { describeLostDisk, describeLostItem } from '@stoker/shared/storage/describe-loss.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { applyPlan } from '../storage/apply-plan.js';
import type { Surroundings, ToolsRequest } from './surroundings.js';

export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** Carries out all stages of a plan on this machine. */
export async function carryOut(
	request: Pick<ToolsRequest, 'plan' | 'system' | 'keyFolder'>,
	{ signal, write, toolsFor }: Surroundings,
): Promise<void> {
	await applyPlan(request.plan, STORAGE_STAGES, toolsFor({ ...request, signal, write }));
}

/** The value of a file as YAML or JSON. Throws with every problem. */
export async function readDocument(path: string, { readText }: Pick<Surroundings, 'readText'>): Promise<JsonValue> {
	return valueOf(path, await readText(path));
}

/** Throws with every problem. */
export function valueOf(name: string, text: string): JsonValue {
	const { value, diagnostics } = parseDocument(name, text);
	refuseProblems(name, diagnostics);
	if (value === undefined || value === null) {
		refuseProblems(name, [diagnose('FIELD_MISSING', 'There is nothing in it')]);
	}
	return value ?? {};
}

/** Throws where there are errors: all of them in one refusal. */
export function refuseProblems(name: string, diagnostics: readonly Diagnostic[]): void {
	if (hasErrors(diagnostics)) {
		throw new StokerError('INVALID_REQUEST', `${name} cannot be used.`, { diagnostics });
	}
}

/** What is lost by a plan, one line each. */
export function destroyLines({ destroys }: StoragePlan): readonly string[] {
	return destroys.flatMap((loss) => [
		`Destroys what is on ${describeLostDisk(loss)}`,
		...loss.items.map((item) => `  ${describeLostItem(item)}`),
	]);
}
