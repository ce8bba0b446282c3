import type { FunctionTable } from '../compile.js';
import type { BuiltIn } from '../signature.js';
import { CHOICES } from './choices.js';
import { COLLECTIONS } from './collections.js';
import { MAPPINGS } from './mappings.js';
import { NUMBERS } from './numbers.js';
import { ORDERING } from './ordering.js';
import { PATTERNS } from './patterns.js';
import { QUERIES } from './queries.js';
import { SETS } from './sets.js';
import { TEXTS } from './texts.js';

const ALL: readonly BuiltIn[] = [
	...TEXTS,
	...COLLECTIONS,
	...ORDERING,
	...SETS,
	...MAPPINGS,
	...QUERIES,
	...PATTERNS,
	...NUMBERS,
	...CHOICES,
];

/** Every function of the language but those that compare with the past. */
export const FUNCTIONS: FunctionTable = new Map(
	ALL.map(({ name }) => [name, ALL.filter((other) => other.name === name)]),
);
