/** What a command ends with. Documented in docs/cli.md and in every help. */
export const EXIT = {
	ok: 0,
	failure: 1,
	usage: 2,
	notFound: 3,
	conflict: 4,
	permission: 5,
	unavailable: 6,
	timeout: 7,
	interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_STATUS: Readonly<Record<string, ExitCode>> = {
	NOT_FOUND: EXIT.notFound,
	ALREADY_EXISTS: EXIT.conflict,
	FAILED_PRECONDITION: EXIT.conflict,
	ABORTED: EXIT.conflict,
	PERMISSION_DENIED: EXIT.permission,
	UNAUTHENTICATED: EXIT.permission,
	UNAVAILABLE: EXIT.unavailable,
	RESOURCE_EXHAUSTED: EXIT.unavailable,
	DEADLINE_EXCEEDED: EXIT.timeout,
};

/** The exit code of a failed call; a value the controller refuses counts as usage. */
export function exitCodeOf(error: { readonly status: string; readonly code: string }): ExitCode {
	return error.code === 'INVALID_REQUEST' ? EXIT.usage : (BY_STATUS[error.status] ?? EXIT.failure);
}
