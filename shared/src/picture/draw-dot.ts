import { laneColour } from './lane-colours.js';
import { laneTitle } from './lane-title.js';
import type { Picture, PictureBox } from './picture.js';

const CRITICAL = '#d9480f';

/** A picture for Graphviz: a cluster per lane. */
export function drawDot(picture: Picture): string {
	const { title, summary, lanes, boxes, arrows } = picture;
	const clusters = lanes.map((lane, index) => {
		const { band, edge } = laneColour(index);
		const inside = [...boxes.entries()].filter(([, box]) => box.lane === index);
		return [
			`	subgraph cluster_${index} {`,
			`		label=${quote(laneTitle(lane))}; style=filled; color="${band}"; fontcolor="${edge}";`,
			...inside.map(([number, box]) => `		b${number} [${boxAttributes(box)}];`),
			'	}',
		].join('\n');
	});
	const lines = arrows.map(({ from, to, isCritical, isBackward }) => {
		const look = isCritical
			? ` [color="${CRITICAL}", penwidth=2.5]`
			: isBackward
				? ' [style=dashed, constraint=false]'
				: '';
		return `	b${from} -> b${to}${look};`;
	});
	return [
		'digraph plan {',
		`	label=${quote(`${title}\n${summary}`)}; labelloc=t; fontname="Helvetica"; rankdir=TB; newrank=true;`,
		'	node [shape=box, style="rounded,filled", fillcolor=white, fontname="Helvetica", fontsize=11];',
		'	edge [color="#868e96", arrowsize=0.7];',
		...clusters,
		...lines,
		'}\n',
	].join('\n');
}

function boxAttributes({ label, detail, kind, lane, isCritical }: PictureBox): string {
	const { edge, text } = laneColour(lane);
	const border = isCritical ? `color="${CRITICAL}", penwidth=2.5` : `color="${edge}"`;
	switch (kind) {
		case 'anchor':
			return `label=${quote(label)}, shape=box, style=filled, height=0.2, fillcolor="${text}", fontcolor=white, ${border}`;
		case 'skipped':
			return `label=${quote(`${label}\n${detail}`)}, style="rounded,dashed", color="#adb5bd", fontcolor="#868e96"`;
		case 'task':
			return `label=${quote(`${label}\n${detail}`)}, ${border}`;
	}
}

function quote(text: string): string {
	return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
