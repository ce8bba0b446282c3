import { stringify } from 'yaml';

/**
 * YAML without folded lines or anchors. Its own file, so that the printer can load it when it is needed: a package
 * that is imported dynamically itself has no named exports in the bundle.
 */
export function yamlText(value: unknown): string {
	return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
