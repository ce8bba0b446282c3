import type { PlanGraph } from '../graph/plan-graph.js';
import { collapseGraph } from './collapse-graph.js';
import { drawDot } from './draw-dot.js';
import { drawMermaid } from './draw-mermaid.js';
import { drawSvg } from './draw-svg.js';
import type { PictureOptions } from './picture.js';

export type PictureFormat = 'dot' | 'mermaid' | 'svg';

/** Draws a graph of any size as a picture of few boxes. */
export function drawPicture(graph: PlanGraph, format: PictureFormat, options: PictureOptions): string {
	const picture = collapseGraph(graph, options);
	switch (format) {
		case 'dot':
			return drawDot(picture);
		case 'mermaid':
			return drawMermaid(picture);
		case 'svg':
			return drawSvg(picture);
	}
}
