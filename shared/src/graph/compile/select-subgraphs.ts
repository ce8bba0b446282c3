import type { Diagnostic } from '../../model/diagnostic.js';
import { type Adjacency, groupEdges, neighbours } from '../adjacency.js';
import type { Subgraph } from '../compile-input.js';
import { diagnose } from '../diagnostic-codes.js';
import { hintNearest } from '../nearest-name.js';
import { VERTEX_SKIPPED } from '../plan-graph.js';
import type { DraftGraph } from './draft-graph.js';
import type { EdgeColumns } from './edge-list.js';
import { NOT_SELECTED, type VertexMarks } from './mark-vertices.js';

const MAX_RANGE = 100_000;
const RANGE = /^(\d+)-(\d+)$/;

/** Vertices between two sets; an empty set bounds nothing. */
export interface Piece {
	readonly start: readonly number[];
	readonly end: readonly number[];
}

/**
 * Leaves out what lies in none of the subgraphs: a piece is what comes from its start and leads to its end, both
 * included; pieces are joined (reference, section 2.7).
 */
export function selectSubgraphs(
	draft: DraftGraph,
	edges: EdgeColumns,
	marks: VertexMarks,
	subgraphs: readonly Subgraph[] | undefined,
): readonly Diagnostic[] {
	if (subgraphs === undefined || subgraphs.length === 0) {
		return [];
	}
	const diagnostics: Diagnostic[] = [];
	const resolve = (items: readonly string[]): readonly number[] =>
		items.flatMap((item) => resolveEnd(draft, item, diagnostics));
	const pieces = subgraphs.map(({ start, end }) => ({ start: resolve(start), end: resolve(end) }));
	if (diagnostics.length > 0) {
		return diagnostics;
	}
	const count = draft.vertices.count + draft.barriers.length;
	const inside = verticesWithin(edges, count, pieces);
	for (let vertex = 0; vertex < draft.vertices.count; vertex++) {
		if (inside[vertex] === 0 && marks.kind[vertex] !== VERTEX_SKIPPED) {
			marks.kind[vertex] = VERTEX_SKIPPED;
			marks.skipReasons.set(vertex, NOT_SELECTED);
		}
	}
	return diagnostics;
}

/** 1 for every vertex of a graph that lies in any of the pieces. */
export function verticesWithin(
	{ before, after }: Pick<EdgeColumns, 'before' | 'after'>,
	vertexCount: number,
	pieces: readonly Piece[],
): Uint8Array {
	const successors = groupEdges(before, after, vertexCount);
	const predecessors = groupEdges(after, before, vertexCount);
	const inside = new Uint8Array(vertexCount);
	for (const { start, end } of pieces) {
		const behind = closure(successors, vertexCount, start);
		const ahead = closure(predecessors, vertexCount, end);
		for (let vertex = 0; vertex < vertexCount; vertex++) {
			inside[vertex] = (inside[vertex] ?? 0) | ((behind[vertex] ?? 0) & (ahead[vertex] ?? 0));
		}
	}
	return inside;
}

function closure(adjacency: Adjacency, vertexCount: number, from: readonly number[]): Uint8Array {
	if (from.length === 0) {
		return new Uint8Array(vertexCount).fill(1);
	}
	const reached = new Uint8Array(vertexCount);
	const pending = [...from];
	for (let vertex = pending.pop(); vertex !== undefined; vertex = pending.pop()) {
		if (reached[vertex] === 0) {
			reached[vertex] = 1;
			pending.push(...neighbours(adjacency, vertex));
		}
	}
	return reached;
}

/** The vertices of `task` or `task/1,3-5`; of a list, those nodes that have the task. */
function resolveEnd(draft: DraftGraph, item: string, diagnostics: Diagnostic[]): readonly number[] {
	const [name = '', list] = splitOnce(item);
	const task = draft.names.find(name);
	const own = task === undefined ? undefined : draft.vertices.verticesOf[task];
	if (task === undefined || own === undefined) {
		const hint = hintNearest(name, draft.names.ids());
		diagnostics.push(unknown(`The subgraph names ${name}, which is no task`, hint));
		return [];
	}
	const ids = list === undefined ? undefined : parseNodeList(list);
	if (list !== undefined && ids === undefined) {
		diagnostics.push(unknown(`The subgraph end ${item} has no list of nodes`, 'Write nodes as 1,3-5.'));
		return [];
	}
	const nodes = draft.vertices.nodesOf[task] ?? own;
	const isMeant = (position: number): boolean => {
		const id = draft.nodes.nodes[nodes[position] ?? 0]?.id ?? '';
		return ids?.(id) !== false;
	};
	const found = [...own].filter((_, position) => isMeant(position));
	if (found.length === 0) {
		diagnostics.push(unknown(`The subgraph end ${item} is on no node`, undefined));
	}
	return found;
}

function splitOnce(item: string): readonly [string, string | undefined] {
	const slash = item.indexOf('/');
	return slash === -1 ? [item, undefined] : [item.slice(0, slash), item.slice(slash + 1)];
}

/** Whether a node is in a list such as `1,3-5,master`; undefined where the list cannot be read. */
function parseNodeList(list: string): ((id: string) => boolean) | undefined {
	const exact = new Set<string>();
	const ranges: (readonly [number, number])[] = [];
	for (const part of list.split(',').map((text) => text.trim())) {
		const [, first, last] = RANGE.exec(part) ?? [];
		if (first !== undefined && last !== undefined) {
			ranges.push([Number(first), Number(last)]);
		} else if (/^(?:\d+|master|null)$/.test(part)) {
			exact.add(part);
		} else {
			return undefined;
		}
	}
	if (ranges.some(([first, last]) => last < first || last - first > MAX_RANGE)) {
		return undefined;
	}
	return (id) => exact.has(id) || ranges.some(([first, last]) => Number(id) >= first && Number(id) <= last);
}

function unknown(message: string, hint: string | undefined): Diagnostic {
	return diagnose('SELECTION_UNKNOWN', message, hint === undefined ? {} : { hint });
}
