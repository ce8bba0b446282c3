import type { AccessRole } from '../model/access.js';
import { AccessRole as WireAccessRole } from '../wire/stoker/v1/access.js';
import { enumCodec } from './values.js';

const codec = enumCodec<AccessRole, Exclude<WireAccessRole, typeof WireAccessRole.ACCESS_ROLE_ANYONE>>()(
	'access role',
	{
		agent: WireAccessRole.ACCESS_ROLE_AGENT,
		viewer: WireAccessRole.ACCESS_ROLE_VIEWER,
		operator: WireAccessRole.ACCESS_ROLE_OPERATOR,
		admin: WireAccessRole.ACCESS_ROLE_ADMIN,
	},
);

/** Writes an access role for the wire. */
export function encodeAccessRole(role: AccessRole): WireAccessRole {
	return codec.encode(role);
}

/** Reads an access role; undefined for none, for anyone, and for one of a newer version. */
export function decodeAccessRole(role: WireAccessRole): AccessRole | undefined {
	return role === WireAccessRole.ACCESS_ROLE_ANYONE ? undefined : codec.find(role);
}
