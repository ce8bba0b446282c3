import { createHash } from 'node:crypto';
import type { Compilable, CompiledQuery } from 'kysely';

/** One step forward of the schema. Statements only, so that what ran can be told by a checksum. */
export interface Migration {
	/** From 1 without holes. */
	readonly number: number;
	readonly name: string;
	readonly statements: readonly CompiledQuery[];
	/** SHA-256 over the statements, hexadecimal. */
	readonly checksum: string;
}

/** Makes a migration of what the schema builder describes. */
export function migrationOf(number: number, name: string, statements: readonly Compilable[]): Migration {
	const compiled = statements.map((statement) => statement.compile());
	const text = compiled.map((statement) => statement.sql).join(';\n');
	return { number, name, statements: compiled, checksum: createHash('sha256').update(text).digest('hex') };
}
