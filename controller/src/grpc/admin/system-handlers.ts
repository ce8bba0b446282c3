import { encodeAuditRecord, encodeAuditVerification, encodeSystemInfo } from '@stoker/shared/codec/system.js';
import type { SystemServiceService } from '@stoker/shared/wire/stoker/v1/system.js';
import { listAudit, verifyAudit } from '../../service/audit.js';
import type { ServicePorts } from '../../service/ports.js';
import { getSystemInfo, type SystemFacts } from '../../service/system-info.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the system service. */
export function systemHandlers(ports: ServicePorts, facts: SystemFacts): ServiceHandlers<SystemServiceService> {
	return {
		getSystemInfo: async (_request, { caller }) => encodeSystemInfo(await getSystemInfo(ports, facts, caller)),
		listAuditRecords: async (request) => {
			const { items, nextPageToken } = await listAudit(ports.store, request);
			return { records: items.map(encodeAuditRecord), nextPageToken };
		},
		verifyAudit: async () => encodeAuditVerification(await verifyAudit(ports.store)),
	};
}
