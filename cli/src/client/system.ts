import { decodeAuditRecord, decodeAuditVerification, decodeSystemInfo } from '@stoker/shared/codec/system.js';
import type { AuditRecordView, AuditVerificationView, SystemInfoView } from '@stoker/shared/model/views.js';
import { SystemServiceService as service } from '@stoker/shared/wire/stoker/v1/system.js';
import type { Connection } from './connection.js';
import { eachItem } from './pages.js';

const PAGE_SIZE = 1000;

/** Calls about the controller itself. */
export class SystemClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async info(): Promise<SystemInfoView> {
		return decodeSystemInfo(await this.#connection.unary(service.getSystemInfo, {}));
	}

	/** Newest first, in pages of at most `pageSize`. */
	auditRecords(pageSize = PAGE_SIZE): AsyncGenerator<AuditRecordView, void, undefined> {
		return eachItem(async (pageToken) => {
			const request = { pageSize: Math.min(pageSize, PAGE_SIZE), pageToken };
			const { records, nextPageToken } = await this.#connection.unary(service.listAuditRecords, request);
			return { items: records.map(decodeAuditRecord), nextPageToken };
		});
	}

	async verifyAudit(): Promise<AuditVerificationView> {
		return decodeAuditVerification(await this.#connection.unary(service.verifyAudit, {}));
	}
}
