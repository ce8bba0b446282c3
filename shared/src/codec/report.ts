import type { NodeId } from '../model/ids.js';
import type {
	DeploymentReportView,
	OperatorDecisionKind,
	OperatorDecisionView,
	RootCauseView,
} from '../model/report.js';
import * as wire from '../wire/stoker/v1/report.js';
import { decodeDeploymentDetail, encodeDeploymentDetail } from './deployment.js';
import { decodeTaskRun, encodeTaskRun } from './task-run.js';
import { decodeTime, encodeTime, enumCodec, present } from './values.js';

const decisionCodec = enumCodec<OperatorDecisionKind, wire.OperatorDecisionKind>()('operator decision', {
	skipped: wire.OperatorDecisionKind.OPERATOR_DECISION_KIND_SKIPPED,
	marked_done: wire.OperatorDecisionKind.OPERATOR_DECISION_KIND_MARKED_DONE,
});

/** Writes the report on a deployment for the wire. */
export function encodeReport(report: DeploymentReportView): wire.GetDeploymentReportResponse {
	return {
		...encodeDeploymentDetail(report),
		rootCauses: report.rootCauses.map(encodeRootCause),
		rootCauseCount: report.rootCauseCount,
		tolerated: report.tolerated.map(encodeRootCause),
		toleratedCount: report.toleratedCount,
		decisions: report.decisions.map(encodeDecision),
		decisionCount: report.decisionCount,
	};
}

/** Reads the report on a deployment. */
export function decodeReport(message: wire.GetDeploymentReportResponse): DeploymentReportView {
	return {
		...decodeDeploymentDetail(message),
		rootCauses: message.rootCauses.map(decodeRootCause),
		rootCauseCount: message.rootCauseCount,
		tolerated: message.tolerated.map(decodeRootCause),
		toleratedCount: message.toleratedCount,
		decisions: message.decisions.map(decodeDecision),
		decisionCount: message.decisionCount,
	};
}

function encodeRootCause({ run, output, behindCount, behind }: RootCauseView): wire.RootCause {
	return { run: encodeTaskRun(run), output: [...output], behindCount, behind: [...behind] };
}

function decodeRootCause({ run, output, behindCount, behind }: wire.RootCause): RootCauseView {
	return { run: decodeTaskRun(present(run, 'task run')), output, behindCount, behind };
}

function encodeDecision({ kind, atMs, ...rest }: OperatorDecisionView): wire.OperatorDecision {
	return { ...rest, kind: decisionCodec.encode(kind), at: encodeTime(atMs) };
}

function decodeDecision({ kind, at, nodeId, ...rest }: wire.OperatorDecision): OperatorDecisionView {
	return { ...rest, kind: decisionCodec.decode(kind), nodeId: nodeId as NodeId, atMs: decodeTime(at) };
}
