import type { AuditRecordView, AuditVerificationView, SystemInfoView } from '../model/views.js';
import type * as wire from '../wire/stoker/v1/system.js';
import { decodeAccessRole, encodeAccessRole } from './access.js';
import { decodePresentTime, encodeTime } from './values.js';

/** Writes facts about the controller for the wire. */
export function encodeSystemInfo(info: SystemInfoView): wire.GetSystemInfoResponse {
	const { startedAtMs, ...same } = info;
	return { ...same, startedAt: encodeTime(startedAtMs), callerRole: encodeAccessRole(info.callerRole) };
}

/** Reads facts about the controller; an access role of a newer version counts as the lowest. */
export function decodeSystemInfo(message: wire.GetSystemInfoResponse): SystemInfoView {
	const { startedAt, callerRole, ...same } = message;
	const role = decodeAccessRole(callerRole) ?? 'viewer';
	return { ...same, startedAtMs: decodePresentTime(startedAt), callerRole: role };
}

/** Writes an audit record for the wire. */
export function encodeAuditRecord(record: AuditRecordView): wire.AuditRecord {
	const { atMs, ...same } = record;
	return { ...same, at: encodeTime(atMs) };
}

/** Reads an audit record. */
export function decodeAuditRecord(message: wire.AuditRecord): AuditRecordView {
	const { at, ...same } = message;
	return { ...same, atMs: decodePresentTime(at) };
}

/** Writes what a verification found for the wire. */
export function encodeAuditVerification(found: AuditVerificationView): wire.VerifyAuditResponse {
	return { recordCount: found.recordCount, firstBrokenSequence: found.firstBrokenSequence ?? 0 };
}

/** Reads what a verification found. */
export function decodeAuditVerification(message: wire.VerifyAuditResponse): AuditVerificationView {
	const { recordCount, firstBrokenSequence } = message;
	return { recordCount, firstBrokenSequence: firstBrokenSequence === 0 ? undefined : firstBrokenSequence };
}
