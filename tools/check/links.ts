import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Outcome } from './step.js';

const CODE_BLOCK = /^(```|~~~)[\s\S]*?^\1/gm;
const LINK = /\]\(([^)\s]+)\)/g;
const CODE = /`([^`\n]+)`/g;
const ELSEWHERE = /^[a-z][a-z+.-]*:/i;
/** A file or folder of this repository, as prose names it in code marks; not patterns, nor what is built. */
const PATH = /^(?!.*\/dist\b)(?:agent|cli|controller|docs|examples|proto|shared|test|tools)\/[\w./-]+$/;

/** What a heading's anchor is called: lower case, without punctuation, dashes for spaces. */
function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');
}

function anchorsIn(path: string): readonly string[] {
	const headings = readFileSync(path, 'utf8')
		.replaceAll(CODE_BLOCK, '')
		.matchAll(/^#+ +(.+)$/gm);
	return [...headings].map(([, heading = '']) => anchorOf(heading.trim()));
}

function problemOfLink(page: string, target: string): string | undefined {
	const [path = '', anchor] = target.split('#');
	const file = path === '' ? page : normalize(join(dirname(page), path));
	if (file.startsWith('..') || !existsSync(file)) {
		return `${page}: the link ${target} leads nowhere`;
	}
	const isAnchorKnown = anchor === undefined || !file.endsWith('.md') || anchorsIn(file).includes(anchor);
	return isAnchorKnown ? undefined : `${page}: ${file} has no heading for the link ${target}`;
}

function problemsOf(page: string): readonly string[] {
	const text = readFileSync(page, 'utf8').replaceAll(CODE_BLOCK, '');
	const links = [...text.matchAll(LINK)].map(([, target = '']) => target).filter((target) => !ELSEWHERE.test(target));
	const paths = [...text.matchAll(CODE)].map(([, code = '']) => code).filter((code) => PATH.test(code));
	return [
		...links.flatMap((target) => problemOfLink(page, target) ?? []),
		...paths.filter((path) => !existsSync(path)).map((path) => `${page}: there is no ${path}`),
	];
}

/** Every relative link of every page leads somewhere, and every file that a page names is there. */
export function checkLinks(): Promise<Outcome> {
	const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.md']);
	const pages = listed.toString().split('\n').filter(existsSync);
	const problems = pages.flatMap(problemsOf);
	const isEmpty = pages.length === 0;
	return Promise.resolve({
		ok: problems.length === 0 && !isEmpty,
		note: `${pages.length} pages`,
		output: isEmpty ? 'looked at no page at all' : problems.join('\n'),
	});
}
