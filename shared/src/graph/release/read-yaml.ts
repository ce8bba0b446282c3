import {
	Composer,
	type CST,
	type Document,
	isSeq,
	Lexer,
	LineCounter,
	Parser,
	type ScalarTag,
	type Tags,
	type YAMLError,
} from 'yaml';
import type { DiagnosticCode } from '../diagnostic-codes.js';
import { buildTree, TAGS_READ_HERE } from './build-tree.js';
import { FileFindings, Findings } from './findings.js';
import type { Tree } from './tree.js';

const MAX_DEPTH = 200;
/** Ten times what the largest known library has; reading them takes seconds, during which nothing else is done. */
const MAX_LEXEMES = 500_000;

/** What could be read of a file; the tree is undefined when errors stand in the way or the file is empty. */
export interface YamlFile {
	readonly tree: Tree | undefined;
	/** False: an error was reported. */
	readonly isSound: boolean;
	/** Of a list with broken YAML in it: the items, by position, that the damage does not touch. */
	readonly remains: ReadonlyMap<number, Tree>;
	readonly findings: FileFindings;
}

/**
 * Reads the YAML documents of one folder with bounded depth and size. Plain scalars mean what they meant to the loaders
 * that old task libraries were written for (YAML 1.1: `yes` is a boolean), but for dates and binaries, which stay text.
 */
export class YamlReader {
	readonly #findings: Findings;
	#lexemesLeft = MAX_LEXEMES;

	constructor(findings: Findings) {
		this.#findings = findings;
	}

	read(file: string, text: string): YamlFile {
		const lines = new LineCounter();
		const findings = new FileFindings(file, this.#findings, lines);
		const tokens = this.#parse(text, lines);
		const problem = tokens === undefined ? TOO_LARGE : findDepth(tokens);
		if (tokens === undefined || problem !== undefined) {
			const { code, offset, message } = problem ?? TOO_LARGE;
			findings.report(code, { offset, path: '' }, message);
			return { tree: undefined, isSound: false, remains: NOTHING, findings };
		}
		const documents = [...new Composer(COMPOSER_OPTIONS).compose(tokens, true, text.length)];
		const contents = documents[0]?.contents;
		if (!reportProblems(documents, findings, text)) {
			const remains = readRemains(documents[0], { file, lines, findings: this.#findings });
			return { tree: undefined, isSound: false, remains, findings };
		}
		const tree = contents ? buildTree(contents, findings) : undefined;
		return { tree, isSound: tree !== undefined || !contents, remains: NOTHING, findings };
	}

	/** The syntax; undefined when the folder is used up. */
	#parse(text: string, lines: LineCounter): readonly CST.Token[] | undefined {
		const parser = new Parser(lines.addNewLine);
		const tokens: CST.Token[] = [];
		lines.addNewLine(0);
		for (const lexeme of new Lexer().lex(text)) {
			this.#lexemesLeft--;
			if (this.#lexemesLeft < 0) {
				return undefined;
			}
			tokens.push(...parser.next(lexeme));
		}
		tokens.push(...parser.end());
		return tokens;
	}
}

interface Refusal {
	readonly code: DiagnosticCode;
	readonly offset: number;
	readonly message: string;
}

const TOO_LARGE: Refusal = {
	code: 'YAML_TOO_LARGE',
	offset: 0,
	message: `The files of the folder have more than ${MAX_LEXEMES} signs and words together`,
};

function findDepth(tokens: readonly CST.Token[]): Refusal | undefined {
	const deep = tokens.find((token) => depthExceeds(token, MAX_DEPTH));
	const message = `Values are nested more than ${MAX_DEPTH} deep`;
	return deep === undefined ? undefined : { code: 'YAML_TOO_DEEP', offset: deep.offset, message };
}

function reportProblems(documents: readonly Document.Parsed[], findings: FileFindings, text: string): boolean {
	const errors = documents.flatMap((document) => document.errors);
	// Where the parser has lost its way, it trips over every word that follows: the first tells it all.
	const lost = errors.find(({ code }) => code === 'UNEXPECTED_TOKEN');
	for (const error of errors.filter((each) => each === lost || each.code !== 'UNEXPECTED_TOKEN')) {
		findings.report('YAML_INVALID', spotOf(error), sentence(error), hintFor(error, text));
	}
	const warnings = documents.flatMap((document) => document.warnings);
	// Who builds the tree knows some tags that the parser is not told of, and says what becomes of them.
	for (const warning of warnings.filter((each) => !TAGS_READ_HERE.has(unresolvedTag(each)))) {
		findings.report('YAML_SUSPECT', spotOf(warning), sentence(warning));
	}
	const second = documents[1];
	if (second !== undefined) {
		const offset = second.range[0];
		findings.report(
			'YAML_INVALID',
			{ offset, path: '' },
			'The file holds more than one document',
			'Remove the `---` line.',
		);
	}
	return errors.length === 0 && second === undefined;
}

const NOTHING: ReadonlyMap<number, Tree> = new Map();

interface Reading {
	readonly file: string;
	readonly lines: LineCounter;
	readonly findings: Findings;
}

/**
 * Reads the items of a damaged list that the damage does not touch, and reports what is wrong with them.
 */
function readRemains(document: Document.Parsed | undefined, { file, lines, findings }: Reading): YamlFile['remains'] {
	const contents = document?.contents;
	if (document === undefined || !isSeq(contents)) {
		return NOTHING;
	}
	const scratch = new Findings();
	const tree = buildTree(contents, new FileFindings(file, scratch, lines));
	if (tree?.kind !== 'list') {
		return NOTHING;
	}
	const starts = tree.items.map((item) => item.offset);
	const damaged = new Set(
		document.errors.flatMap(({ code, pos: [offset] }) => {
			const touched = starts.findLastIndex((start) => start <= offset);
			// What follows a missing dash was made an item of its own.
			return code === 'MISSING_CHAR' ? [touched, touched + 1] : [touched];
		}),
	);
	for (const diagnostic of scratch.kept) {
		const offset = lines.lineStarts[(diagnostic.line ?? 1) - 1] ?? 0;
		const column = (diagnostic.column ?? 1) - 1;
		if (!damaged.has(starts.findLastIndex((start) => start <= offset + column))) {
			findings.add(diagnostic);
		}
	}
	return new Map([...tree.items.entries()].filter(([index]) => !damaged.has(index)));
}

/** A tab looks like spaces, and the parser does not tell. */
function hintFor({ pos: [offset] }: YAMLError, text: string): string | undefined {
	const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n', 1)[0] ?? '';
	return /^ *\t/.test(line) ? 'Indent with spaces: YAML takes no tabs there.' : undefined;
}

const unresolvedTag = (problem: YAMLError) => /^Unresolved tag: (\S+)/.exec(problem.message)?.[1] ?? '';
const spotOf = (problem: YAMLError) => ({ offset: problem.pos[0], path: '' });
const sentence = (problem: YAMLError) => problem.message.split('\n', 1)[0] ?? problem.message;

/** Nesting of a syntax tree, measured without recursion: the composer recurses, so it must not see what is too deep. */
function depthExceeds(root: CST.Token, limit: number): boolean {
	const pending: { token: CST.Token; depth: number }[] = [{ token: root, depth: 0 }];
	for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
		const { token, depth } = next;
		if (depth > limit) {
			return true;
		}
		if (token.type === 'document' && token.value !== undefined) {
			pending.push({ token: token.value, depth });
		} else if ('items' in token) {
			for (const item of token.items) {
				for (const child of [item.key, item.value]) {
					if (child) {
						pending.push({ token: child, depth: depth + 1 });
					}
				}
			}
		}
	}
	return false;
}

const TEXT_TAGS: ReadonlySet<string> = new Set(['binary', 'merge', 'omap', 'pairs', 'set', 'timestamp'].map(tagName));
const TRUE = /^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/;
const FALSE = /^(?:[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/;

function tagName(name: string): string {
	return `tag:yaml.org,2002:${name}`;
}

/** The YAML 1.1 tags that JSON can hold; a lone `y` or `n` stays text, as in the old loader. */
function jsonTags(tags: Tags): Tags {
	return tags.flatMap((tag) => {
		if (typeof tag === 'string' || TEXT_TAGS.has(tag.tag) || isTimeLike(tag)) {
			return [];
		}
		if (tag.tag !== tagName('bool')) {
			return [tag];
		}
		const test = (tag as ScalarTag).test?.test('yes') === true ? TRUE : FALSE;
		return [{ ...(tag as ScalarTag), test }];
	});
}

/** Sexagesimal numbers would turn addresses such as `10:20` into seconds. */
function isTimeLike(tag: object): boolean {
	return 'format' in tag && tag.format === 'TIME';
}

const COMPOSER_OPTIONS = {
	version: '1.1',
	customTags: jsonTags,
	uniqueKeys: false,
	keepSourceTokens: false,
	prettyErrors: false,
} as const;
