import type { Place } from '../../model/task.js';
import type { DiagnosticCode } from '../diagnostic-codes.js';
import type { FileFindings } from './findings.js';
import { describeTree, getEntry, isNull, type ListTree, type MapTree, type Tree } from './tree.js';

/** A mapping that is being read, with the place it stands at. Reports what does not fit and goes on. */
export class MapReader {
	readonly map: MapTree;
	readonly path: string;
	readonly #findings: FileFindings;

	constructor(map: MapTree, path: string, findings: FileFindings) {
		this.map = map;
		this.path = path;
		this.#findings = findings;
	}

	/** The value of a field; undefined when absent or empty. */
	get(field: string): Tree | undefined {
		const tree = getEntry(this.map, field);
		return tree === undefined || isNull(tree) ? undefined : tree;
	}

	has(field: string): boolean {
		return this.map.entries.has(field);
	}

	pathOf(field: string): string {
		return this.path === '' ? field : `${this.path}.${field}`;
	}

	report(code: DiagnosticCode, field: string, message: string, hint?: string): void {
		const entry = this.map.entries.get(field);
		const path = field === '' ? this.path : this.pathOf(field);
		const own = code === 'FIELD_SUSPECT' ? entry?.keyOffset : entry?.value.offset;
		this.#findings.report(code, { offset: own ?? this.map.offset, path }, message, hint);
	}

	/** Text of a field; a number is taken as it was written, so that `1.10` stays what it is. */
	text(field: string): string | undefined {
		const tree = this.get(field);
		if (tree === undefined) {
			return undefined;
		}
		if (tree.kind === 'scalar' && (typeof tree.value === 'string' || typeof tree.value === 'number')) {
			return tree.text;
		}
		this.expected(field, 'text', tree);
		return undefined;
	}

	boolean(field: string, fallback: boolean): boolean {
		const tree = this.get(field);
		if (tree === undefined) {
			return fallback;
		}
		if (tree.kind === 'scalar' && typeof tree.value === 'boolean') {
			return tree.value;
		}
		this.expected(field, 'true or false', tree);
		return fallback;
	}

	/** The mapping under a field; undefined when absent or of another shape. */
	child(field: string): MapReader | undefined {
		const tree = this.get(field);
		if (tree === undefined) {
			return undefined;
		}
		if (tree.kind !== 'map') {
			this.expected(field, 'a mapping', tree);
			return undefined;
		}
		return new MapReader(tree, this.pathOf(field), this.#findings);
	}

	list(field: string): ListTree | undefined {
		const tree = this.get(field);
		if (tree === undefined) {
			return undefined;
		}
		if (tree.kind !== 'list') {
			this.expected(field, 'a list', tree, 'Write it as a list: [...].');
			return undefined;
		}
		return tree;
	}

	/** A list of names; entries of another shape are reported and left out. */
	names(field: string): readonly string[] {
		const names: string[] = [];
		for (const [index, item] of (this.list(field)?.items ?? []).entries()) {
			if (isName(item)) {
				names.push(item.text);
			} else {
				this.reportAt(item, `${this.pathOf(field)}[${index}]`, `Expected a name, found ${describeTree(item)}`);
			}
		}
		return names;
	}

	expected(field: string, what: string, found: Tree, hint?: string): void {
		this.report('FIELD_INVALID', field, `${field}: expected ${what}, found ${describeTree(found)}`, hint);
	}

	/** Reports a value that has the wrong shape. */
	reportAt(tree: Tree, path: string, message: string, hint?: string): void {
		this.reportAs('FIELD_INVALID', { tree, path }, message, hint);
	}

	reportAs(
		code: DiagnosticCode,
		at: { readonly tree: Tree; readonly path: string },
		message: string,
		hint?: string,
	): void {
		this.#findings.report(code, { offset: at.tree.offset, path: at.path }, message, hint);
	}

	place(tree: Tree, path: string): Place {
		const { line, column } = this.#findings.locate({ offset: tree.offset, path });
		return { line, column, path };
	}

	/** Reads another mapping of the same file. */
	at(map: MapTree, path: string): MapReader {
		return new MapReader(map, path, this.#findings);
	}
}

/** Text that is not empty. */
export function isName(tree: Tree): tree is Tree & { kind: 'scalar'; value: string } {
	return tree.kind === 'scalar' && typeof tree.value === 'string' && tree.value !== '';
}
