import type { AttemptOutcome, FailureReason } from '../model/deployment.js';
import { AttemptOutcome as WireOutcome, FailureReason as WireReason } from '../wire/stoker/v1/agent.js';
import { enumCodec } from './values.js';

/** How an attempt ended. */
export const outcomeCodec = enumCodec<AttemptOutcome['outcome'], WireOutcome>()('attempt outcome', {
	succeeded: WireOutcome.ATTEMPT_OUTCOME_SUCCEEDED,
	failed: WireOutcome.ATTEMPT_OUTCOME_FAILED,
});

/** Why an attempt failed. */
export const failureReasonCodec = enumCodec<FailureReason, WireReason>()('failure reason', {
	exit_code: WireReason.FAILURE_REASON_EXIT_CODE,
	signal: WireReason.FAILURE_REASON_SIGNAL,
	timeout: WireReason.FAILURE_REASON_TIMEOUT,
	spawn: WireReason.FAILURE_REASON_SPAWN,
	invalid_parameters: WireReason.FAILURE_REASON_INVALID_PARAMETERS,
	unsupported_type: WireReason.FAILURE_REASON_UNSUPPORTED_TYPE,
	file_system: WireReason.FAILURE_REASON_FILE_SYSTEM,
	interrupted: WireReason.FAILURE_REASON_INTERRUPTED,
	cancelled: WireReason.FAILURE_REASON_CANCELLED,
	agent_lost: WireReason.FAILURE_REASON_AGENT_LOST,
	outcome_unknown: WireReason.FAILURE_REASON_OUTCOME_UNKNOWN,
	fetch: WireReason.FAILURE_REASON_FETCH,
	internal: WireReason.FAILURE_REASON_INTERNAL,
});
