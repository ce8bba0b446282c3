import type { AuditRecordView, AuditVerificationView, SystemInfoView } from '@stoker/shared/model/views.js';
import { formatBytes } from '@stoker/shared/picture/disks/format-bytes.js';
import { dateText, timeText } from './cells.js';
import type { Details, Kind } from './printer.js';
import { renderRecord } from './record.js';

export const SYSTEM_INFO_DETAILS: Details<SystemInfoView> = {
	kind: { singular: 'system_info', plural: 'system_infos', name: ({ version }) => version, columns: [] },
	render: (info, style) =>
		renderRecord(
			[
				['Controller', { text: `stokerd ${info.version}`, tone: 'strong' }],
				['Protocol', info.protocol],
				['Running since', timeText(info.startedAtMs, style)],
				['Nodes', `${info.nodesOnline} of ${info.nodesTotal} online`],
				['Deployments', `${info.deploymentsRunning} at work`],
				['Memory', formatBytes(info.memoryBytes)],
				['CA pin', info.caPin],
				['You are', `${info.callerName} (${info.callerRole})`],
			],
			style,
		),
};

export const AUDIT_KIND: Kind<AuditRecordView> = {
	singular: 'audit_record',
	plural: 'audit_records',
	name: ({ sequence }) => String(sequence),
	columns: [
		{ key: 'number', cell: ({ sequence }) => String(sequence), align: 'right' },
		{ key: 'at', cell: ({ atMs }, style) => dateText(atMs, style) },
		{ key: 'actor', cell: ({ actor }) => actor, isFlexible: true },
		{ key: 'action', cell: ({ action }) => ({ text: action, tone: 'strong' }), isFlexible: true },
		{ key: 'object', cell: ({ object }) => object, isFlexible: true },
		{ key: 'outcome', cell: ({ outcome }) => ({ text: outcome, tone: outcome === 'ok' ? 'good' : 'bad' }) },
		{ key: 'request', cell: ({ requestId }) => requestId, isHidden: true },
		{ key: 'digest', cell: ({ digest }) => digest, isHidden: true },
		{ key: 'hash', cell: ({ hash }) => hash, isHidden: true },
	],
};

export const AUDIT_VERIFICATION_DETAILS: Details<AuditVerificationView> = {
	kind: {
		singular: 'audit_verification',
		plural: 'audit_verifications',
		name: ({ recordCount }) => String(recordCount),
		columns: [],
	},
	render: ({ recordCount, firstBrokenSequence: broken }, { paint, symbols }) =>
		broken === undefined
			? `${paint.good(symbols.check)} ${recordCount} records, the chain is whole.\n`
			: `${paint.bad(symbols.cross)} The chain breaks at record ${broken} (of ${recordCount}): it or one before it was changed.\n`,
};
