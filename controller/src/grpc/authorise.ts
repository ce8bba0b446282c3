import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { type AccessRole, METHOD_ACCESS, type MethodAccess } from '@stoker/shared/wire/access.js';

/** Throws ACCESS_DENIED unless the table generated from the protos lets the role call the method. */
export function authorise(path: string, role: AccessRole): void {
	const table: Readonly<Record<string, MethodAccess>> = METHOD_ACCESS;
	const access = Object.hasOwn(table, path) ? table[path] : undefined;
	if (!access?.roles.includes(role)) {
		throw new StokerError('ACCESS_DENIED', `The access role ${role} may not call ${methodName(path)}.`, {
			subject: { method: methodName(path), role },
		});
	}
}

/** The last part of a method path, for example "StartDeployment": how the audit log names what was done. */
export function methodName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether the method changes something: everything that does not say otherwise by its first word. */
export function isMutation(path: string): boolean {
	return !/^(?:Get|List|Watch|Read|Verify)/.test(methodName(path));
}
