import { randomUUID } from 'node:crypto';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { planStorage } from '@stoker/shared/storage/plan/plan-storage.js';
import { provisioningFromEnvelope } from '@stoker/shared/storage/schema/provisioning-from-envelope.js';
import type { BareonFlags } from './bareon-flags.js';
import { carryOut, destroyLines, readDocument, refuseProblems, sha256, valueOf } from './carry-out.js';
import { hashPasswords } from './hash-passwords.js';
import type { Surroundings } from './surroundings.js';

/**
 * Does what the old program did when a task called it: reads the data, plans for this machine as it is, and carries the
 * plan out. Each call makes the machine anew, so each plan has a seed of its own.
 */
export async function bareonProvision(flags: BareonFlags, surroundings: Surroundings): Promise<void> {
	const { dataDriver, inputData, inputDataFile, keyFolder } = flags;
	const { write, hashPassword } = surroundings;
	const name = inputData === undefined ? inputDataFile : '--input_data';
	const written = inputData === undefined ? await readDocument(inputDataFile, surroundings) : valueOf(name, inputData);
	const data = await hashPasswords(written, hashPassword);
	const inventory = await surroundings.readInventory();
	const { provisioning, diagnostics } = provisioningFromEnvelope(data, inventory, dataDriver);
	const { layout, system } = provisioning ?? {};
	const planned = layout && planStorage({ inventory, layout, seed: randomUUID(), consents: [], sha256 });
	const all = [...diagnostics, ...(planned?.diagnostics ?? [])];
	refuseProblems(name, all);
	const plan = planned?.plan;
	if (plan === undefined) {
		throw new StokerError('STORAGE_PLAN_INVALID', `${name} gives no plan.`);
	}
	const warnings = all.map(({ message, path = '' }) => `Warning: ${path === '' ? '' : `${path}: `}${message}`);
	write([...warnings, ...destroyLines(plan)].map((line) => `${line}\n`).join(''));
	await carryOut({ plan, system, keyFolder }, surroundings);
}
