import { join, resolve } from 'node:path';

const SHARED = resolve(process.env['STOKER_SHARED'] ?? resolve(import.meta.dirname, '../../../shared'));

/** The tasks of the real library, where there is one. */
export const LIBRARY = join(SHARED, 'data/fuel-9.2/graphs/default.tasks.yaml');
