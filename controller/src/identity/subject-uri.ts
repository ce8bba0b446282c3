import type { AccessRole, Caller } from '@stoker/shared/model/access.js';

/** Whom a certificate names, and what that one may do. */
export type Subject = Pick<Caller, 'name' | 'role'>;

/**
 * The one form of the subject alternative name that carries the access role:
 * `stoker://node/<node id>` for agents, `stoker://<access role>/<name>` for people and programs.
 * It is compared whole: a certificate with any other or any further name is nobody's.
 */
const KIND_OF_ROLE = {
	agent: 'node',
	viewer: 'viewer',
	operator: 'operator',
	admin: 'admin',
} as const satisfies Record<AccessRole, string>;

const ROLE_OF_KIND: ReadonlyMap<string, AccessRole> = new Map(
	Object.entries(KIND_OF_ROLE).map(([role, kind]) => [kind, role as AccessRole]),
);

const NODE_ID = /^(?:master|[1-9][0-9]{0,14})$/;
const PERSON_NAME = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;
const URI = /^stoker:\/\/([a-z]+)\/([a-z0-9._-]{1,64})$/;

/** Whether a person or program may be called so: it stands in a URI, in file names and in the audit log. */
export function isSubjectName(role: AccessRole, name: string): boolean {
	return (role === 'agent' ? NODE_ID : PERSON_NAME).test(name);
}

/** Writes the URI of a subject whose name fits. */
export function formatSubjectUri(subject: Subject): string {
	return `stoker://${KIND_OF_ROLE[subject.role]}/${subject.name}`;
}

/** Reads the URI; undefined for anything {@link formatSubjectUri} would not have written. */
export function parseSubjectUri(uri: string): Subject | undefined {
	const [, kind = '', name = ''] = URI.exec(uri) ?? [];
	const role = ROLE_OF_KIND.get(kind);
	return role !== undefined && isSubjectName(role, name) ? { name, role } : undefined;
}
