/** Formats that layouts can be read from. Apart from their readers, so that a command line can name them at once. */
export const LAYOUT_FORMATS = [
	'layout',
	'nailgun_simple',
	'nailgun_simple_mib',
	'generic',
	'ks_spaces',
	'dynamic',
] as const;

export type LayoutFormat = (typeof LAYOUT_FORMATS)[number];
