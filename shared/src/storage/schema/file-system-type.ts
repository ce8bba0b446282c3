import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { FILE_SYSTEM_TYPES, type FileSystemType } from '../layout.js';

/** The type a schema names, or the problem at its path. */
export function readFileSystemType(name: string, path: string): FileSystemType | Diagnostic {
	const known = FILE_SYSTEM_TYPES.find((type) => type === name);
	return known ?? diagnose('FILE_SYSTEM_UNKNOWN', `${path}: "${name}" is no file system that can be made`, { path });
}
