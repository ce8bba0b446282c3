import type { StatusName } from '@stoker/shared/model/error-codes.js';

/** The HTTP status of an error, by its gRPC status. */
export const HTTP_STATUS: Readonly<Record<StatusName, number>> = {
	INVALID_ARGUMENT: 400,
	FAILED_PRECONDITION: 400,
	UNAUTHENTICATED: 401,
	PERMISSION_DENIED: 403,
	NOT_FOUND: 404,
	ALREADY_EXISTS: 409,
	ABORTED: 409,
	RESOURCE_EXHAUSTED: 429,
	INTERNAL: 500,
	UNAVAILABLE: 503,
	DEADLINE_EXCEEDED: 504,
};
