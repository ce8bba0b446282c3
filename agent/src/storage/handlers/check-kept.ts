import type { SignatureContent } from '@stoker/shared/storage/inventory.js';
import type { StoragePlace } from '@stoker/shared/storage/storage-action.js';
import { StorageFailure } from '../../system/storage-failure.js';
import { isClaimed } from '../claim.js';
import { ownIdentifiers, plainIdentifier } from '../own-identifiers.js';
import { probe, signaturesOn } from '../signatures.js';
import type { ActionHandler, ActionOfKind, HandlerTools } from '../storage-tools.js';
import { writtenPlaces } from '../unagreed.js';

type CheckKept = ActionOfKind<'check_kept'>;

/** Reads what is kept through its disk, so that it does not matter whether the kernel knows the partition, or as what number. */
export const checkKept: ActionHandler<'check_kept'> = {
	async isDone(action, tools) {
		return (await problemOf(action, tools)) === undefined;
	},

	async run(action, tools) {
		const { on } = action;
		if (on.kind === 'device' && !(await tools.devices.isThere(on.path))) {
			await assemble(tools);
		}
		const problem = await problemOf(action, tools);
		if (problem !== undefined) {
			throw new StorageFailure('KEPT_NOT_FOUND', `${on.itemId} is to be kept: ${problem}`, {
				subject: { item: on.itemId },
			});
		}
	},
};

async function problemOf({ on, signatureType, uuid }: CheckKept, tools: HandlerTools): Promise<string | undefined> {
	const { devices, run } = tools;
	if (on.kind === 'device' && !(await devices.isThere(on.path))) {
		return `${on.path} is not there`;
	}
	if (on.kind === 'partition') {
		const rows = (await devices.tableOf(on.disk))?.partitions ?? [];
		// One that grows is smaller before.
		const isThere = rows.some(({ startBytes, sizeBytes }) => startBytes === on.startBytes && sizeBytes <= on.sizeBytes);
		if (!isThere) {
			return `${on.disk.device} has no partition of ${on.sizeBytes} bytes at ${on.startBytes}`;
		}
	}
	if (signatureType === '') {
		return undefined;
	}
	const node = on.kind === 'partition' ? await devices.diskNode(on.disk) : await devices.nodeOf(on);
	const found =
		on.kind === 'partition'
			? [await probe(node, run, on)].filter((one) => one !== undefined)
			: await signaturesOn(node, run);
	const isKept = found.some(
		(one) => one.type === signatureType && (uuid === '' || one.uuid.toLowerCase() === uuid.toLowerCase()),
	);
	if (isKept || (await isBegun(on, found, tools))) {
		return undefined;
	}
	const there = found.map((one) => `${one.type} ${one.uuid}`).join(', ') || 'nothing that is known';
	return `it should hold ${signatureType} ${uuid} and holds ${there}`;
}

/** Only the place is kept, something new is made on it, and an earlier run of the plan has begun with that. */
async function isBegun(on: StoragePlace, found: readonly SignatureContent[], tools: HandlerTools): Promise<boolean> {
	const { plan } = tools;
	const isRemade = plan.actions.flatMap(writtenPlaces).some((place) => place.itemId === on.itemId);
	const own = ownIdentifiers(plan);
	return isRemade && (found.every(({ uuid }) => own.has(plainIdentifier(uuid))) || (await isClaimed(on, tools)));
}

/** Brings up arrays and volumes that nobody has started since the machine booted. */
async function assemble({ run, devices }: HandlerTools): Promise<void> {
	// It fails where there is none, which the look afterwards tells better.
	await run('mdadm', ['--assemble', '--scan', '--no-degraded']).catch(ignoreFailure);
	await run('vgchange', ['--activate', 'y']).catch(ignoreFailure);
	await devices.settle();
}

function ignoreFailure(error: unknown): void {
	if (!(error instanceof StorageFailure)) {
		throw error;
	}
}
