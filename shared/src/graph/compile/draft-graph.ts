import type { TaskDefinition } from '../../model/task.js';
import { EdgeList } from './edge-list.js';
import type { NameIndex } from './name-index.js';
import type { NodeIndex } from './node-index.js';
import type { VertexTable } from './number-vertices.js';
import type { OwnedRelation } from './owned-relation.js';

/** What the steps that make edges read and write. Barriers are numbered after the real vertices. */
export class DraftGraph {
	readonly tasks: readonly TaskDefinition[];
	readonly names: NameIndex;
	readonly nodes: NodeIndex;
	readonly vertices: VertexTable;
	readonly relations: readonly OwnedRelation[];
	readonly edges = new EdgeList();
	readonly reasons: string[] = [];
	/** What each barrier waits for, in words. */
	readonly barriers: string[] = [];

	constructor(parts: Pick<DraftGraph, 'tasks' | 'names' | 'nodes' | 'vertices' | 'relations'>) {
		this.tasks = parts.tasks;
		this.names = parts.names;
		this.nodes = parts.nodes;
		this.vertices = parts.vertices;
		this.relations = parts.relations;
	}

	addReason(text: string): number {
		return this.reasons.push(text) - 1;
	}

	addBarrier(label: string): number {
		return this.vertices.count + this.barriers.push(label) - 1;
	}
}
