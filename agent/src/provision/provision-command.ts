import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { JsonValue } from '@stoker/shared/model/task.js';
import { readProvisionedSystem } from '@stoker/shared/storage/read-provisioned-system.js';
import { readStoragePlan } from '@stoker/shared/storage/read-storage-plan.js';
import { carryOut, destroyLines, readDocument, refuseProblems, sha256 } from './carry-out.js';
import type { Surroundings } from './surroundings.js';

export interface ProvisionFlags {
	/** File of the plan, as `stoker storage plan -o json` writes it. */
	readonly plan: string;
	readonly system?: string;
	/** Digest of the plan whose destroy list was agreed to. */
	readonly agree?: string;
	readonly keyFolder?: string;
}

/** Carries out a plan that was made elsewhere. What would be lost must have been agreed to by the digest of the plan. */
export async function provisionFromPlan(flags: ProvisionFlags, surroundings: Surroundings): Promise<void> {
	const { write } = surroundings;
	const read = readStoragePlan(planOf(await readDocument(flags.plan, surroundings)), sha256);
	if ('problems' in read) {
		refuseProblems(flags.plan, read.problems);
		throw new StokerError('STORAGE_PLAN_INVALID', `${flags.plan} cannot be used.`);
	}
	const { plan } = read;
	const described =
		flags.system === undefined ? undefined : readProvisionedSystem(await readDocument(flags.system, surroundings));
	if (described !== undefined && 'diagnostics' in described) {
		refuseProblems(flags.system ?? '', described.diagnostics);
	}
	const system = described !== undefined && 'value' in described ? described.value : undefined;
	const lost = destroyLines(plan);
	write(lost.map((line) => `${line}\n`).join(''));
	if (lost.length > 0 && flags.agree !== plan.digest) {
		const given = flags.agree === undefined ? '' : ` What was agreed to has the digest ${flags.agree}.`;
		const message = `The plan destroys what is listed, and nobody agreed to that.${given}`;
		const violations = [{ field: '--agree', description: `would have to be ${plan.digest}` }];
		throw new StokerError('DESTROY_NOT_AGREED', message, { violations });
	}
	await carryOut({ plan, system, keyFolder: flags.keyFolder }, surroundings);
}

/** The plan itself, or the one in an answer of the command line. */
function planOf(document: JsonValue): unknown {
	const isAnswer = typeof document === 'object' && document !== null && 'kind' in document && 'data' in document;
	return isAnswer ? document['data'] : document;
}
