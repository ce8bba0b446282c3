import type { Diagnostic } from '../../model/diagnostic.js';
import type { Layout } from '../layout.js';

/** A layout, or why there is none. Warnings may stand beside a layout. */
export interface LayoutResult {
	readonly layout: Layout | undefined;
	readonly diagnostics: readonly Diagnostic[];
}
