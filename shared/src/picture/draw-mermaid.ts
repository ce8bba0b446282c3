import { laneColour } from './lane-colours.js';
import { laneTitle } from './lane-title.js';
import type { Picture, PictureBox } from './picture.js';

/** A picture for Mermaid: a subgraph per lane. */
export function drawMermaid({ title, summary, lanes, boxes, arrows }: Picture): string {
	const groups = lanes.flatMap((lane, index) => [
		`  subgraph lane${index}["${escape(laneTitle(lane))}"]`,
		...[...boxes.entries()]
			.filter(([, box]) => box.lane === index)
			.map(([number, box]) => `    ${boxLine(number, box)}`),
		'  end',
		`  style lane${index} fill:${laneColour(index).band},stroke:${laneColour(index).edge}`,
	]);
	const links = arrows.map(({ from, to, isCritical, isBackward }) => {
		const line = isCritical ? '==>' : isBackward ? '-.->' : '-->';
		return `  b${from} ${line} b${to}`;
	});
	const critical = [...boxes.keys()].filter((box) => boxes[box]?.isCritical === true && boxes[box]?.kind !== 'anchor');
	return [
		'---',
		`title: ${JSON.stringify(`${title}: ${summary}`)}`,
		'---',
		'flowchart TB',
		'  classDef task fill:#ffffff,stroke:#868e96,color:#212529',
		'  classDef anchor fill:#343a40,stroke:#343a40,color:#ffffff',
		'  classDef skipped fill:#f8f9fa,stroke:#ced4da,color:#868e96,stroke-dasharray:4 3',
		'  classDef critical stroke:#d9480f,stroke-width:3px',
		...groups,
		...links,
		...(critical.length > 0 ? [`  class ${critical.map((box) => `b${box}`).join(',')} critical`] : []),
		'',
	].join('\n');
}

function boxLine(number: number, { label, detail, kind }: PictureBox): string {
	const text = kind === 'anchor' ? escape(label) : `${escape(label)}<br/>${escape(detail)}`;
	return kind === 'anchor' ? `b${number}[["${text}"]]:::anchor` : `b${number}["${text}"]:::${kind}`;
}

/** Mermaid reads `#name;` as a character, and takes quotes, brackets of tags and line feeds for its own. */
function escape(text: string): string {
	return text.replace(/[#"<>&;\n]/g, (sign) => `#${sign.codePointAt(0)};`);
}
