import type { ReleaseContent } from '../../model/release.js';
import type { SourceLocation, TaskDefinition } from '../../model/task.js';
import { compilePattern, isPattern } from '../name-pattern.js';
import { hintNearest } from '../nearest-name.js';
import type { Findings } from './findings.js';

/** Words that name nodes without being a role or a tag. */
const RESERVED: ReadonlySet<string> = new Set(['*', 'master']);

/** Warns of every role or tag that tasks use and no release of the folder provides, once each. */
export function checkRoles(
	tasks: readonly TaskDefinition[],
	releases: readonly Omit<ReleaseContent, 'graphs'>[],
	findings: Findings,
): void {
	const known = providedTags(releases);
	const users = new Map<string, { readonly source: SourceLocation; readonly tasks: Set<string> }>();
	for (const { role, task, source } of usedRoles(tasks)) {
		const entry = users.get(role) ?? { source, tasks: new Set<string>() };
		entry.tasks.add(task);
		users.set(role, entry);
	}
	for (const [role, user] of users) {
		if (!isProvided(role, known)) {
			const who = [...user.tasks].slice(0, 5).join(', ') + (user.tasks.size > 5 ? ' and others' : '');
			const what = isPattern(role)
				? `No role of the release matches ${role}`
				: `No role of the release provides ${role}`;
			findings.report('ROLE_UNKNOWN', user.source, `${what}, asked for by ${who}`, () => hintNearest(role, known));
		}
	}
}

function providedTags(releases: readonly Omit<ReleaseContent, 'graphs'>[]): ReadonlySet<string> {
	const tags = releases.flatMap((release) => [
		...release.tags.map((tag) => tag.id),
		...release.roles.flatMap((role) => role.tags),
	]);
	return new Set(tags.flatMap((tag) => [tag, `primary-${tag}`]));
}

function isProvided(role: string, known: ReadonlySet<string>): boolean {
	if (RESERVED.has(role) || known.has(role)) {
		return true;
	}
	const matcher = isPattern(role) ? compilePattern(role) : undefined;
	// An invalid pattern was reported where it stands.
	return matcher !== undefined && (typeof matcher !== 'function' || [...known].some(matcher));
}

interface UsedRole {
	readonly role: string;
	readonly task: string;
	readonly source: SourceLocation;
}

function* usedRoles(tasks: readonly TaskDefinition[]): Generator<UsedRole> {
	for (const task of tasks) {
		for (const role of namesOf(task.roles)) {
			yield { role, task: task.id, source: task.source };
		}
		for (const field of ['crossDepends', 'crossDependedBy'] as const) {
			for (const [index, relation] of task[field].entries()) {
				const place = task.places?.[field]?.[index];
				const source = { ...task.source, ...place };
				for (const role of relation.role === 'self' ? [] : namesOf(relation.role)) {
					yield { role, task: task.id, source };
				}
			}
		}
	}
}

function namesOf(selector: TaskDefinition['roles']): readonly string[] {
	return typeof selector === 'string' ? [selector] : (selector ?? []);
}
