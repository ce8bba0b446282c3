import { stringify } from 'yaml';

/** Its own file, to be imported when it is needed: packages imported dynamically have no named exports in a bundle. */
export function toYaml(value: unknown): string {
	return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
