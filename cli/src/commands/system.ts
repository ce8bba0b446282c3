import type { AuditRecordView } from '@stoker/shared/model/views.js';
import type { AuditListValues } from '../arguments/system.js';
import { AUDIT_KIND, AUDIT_VERIFICATION_DETAILS, SYSTEM_INFO_DETAILS } from '../views/system-view.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';

export const showSystemInfo: Run<Record<never, never>> = async (_values, context) => {
	const client = await context.connect();
	await context.printer.item(SYSTEM_INFO_DETAILS, await client.system.info());
	return EXIT.ok;
};

export const listAuditRecords: Run<AuditListValues> = async ({ limit }, context) => {
	const client = await context.connect();
	await context.printer.list(AUDIT_KIND, firstOf(client.system.auditRecords(limit), limit));
	return EXIT.ok;
};

export const verifyAudit: Run<Record<never, never>> = async (_values, context) => {
	const client = await context.connect();
	const found = await client.system.verifyAudit();
	await context.printer.item(AUDIT_VERIFICATION_DETAILS, found);
	return found.firstBrokenSequence === undefined ? EXIT.ok : EXIT.failure;
};

async function* firstOf(
	records: AsyncIterable<AuditRecordView>,
	limit: number,
): AsyncGenerator<AuditRecordView, void, undefined> {
	let left = limit;
	for await (const record of records) {
		yield record;
		left -= 1;
		if (left === 0) {
			return;
		}
	}
}
