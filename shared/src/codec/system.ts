import type { AccessRole } from '../model/access.js';
import type { AuditRecordView, AuditVerificationView, SystemInfoView } from '../model/views.js';
import { AccessRole as WireAccessRole } from '../wire/stoker/v1/access.js';
import type * as wire from '../wire/stoker/v1/system.js';
import { decodePresentTime, encodeTime, enumCodec } from './values.js';

const accessRoleCodec = enumCodec<AccessRole, Exclude<WireAccessRole, typeof WireAccessRole.ACCESS_ROLE_ANYONE>>()(
	'access role',
	{
		agent: WireAccessRole.ACCESS_ROLE_AGENT,
		viewer: WireAccessRole.ACCESS_ROLE_VIEWER,
		operator: WireAccessRole.ACCESS_ROLE_OPERATOR,
		admin: WireAccessRole.ACCESS_ROLE_ADMIN,
	},
);

/** Writes facts about the controller for the wire. */
export function encodeSystemInfo(info: SystemInfoView): wire.GetSystemInfoResponse {
	const { startedAtMs, ...same } = info;
	return { ...same, startedAt: encodeTime(startedAtMs), callerRole: accessRoleCodec.encode(info.callerRole) };
}

/** Reads facts about the controller; an access role of a newer version counts as the lowest. */
export function decodeSystemInfo(message: wire.GetSystemInfoResponse): SystemInfoView {
	const { startedAt, callerRole, ...same } = message;
	const role = callerRole === WireAccessRole.ACCESS_ROLE_ANYONE ? undefined : accessRoleCodec.find(callerRole);
	return { ...same, startedAtMs: decodePresentTime(startedAt), callerRole: role ?? 'viewer' };
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
