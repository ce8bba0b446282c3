import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { textOf } from './json.js';

/** A case as its file has it. */
export type Case = JsonObject;

/** What the project answers to a case, both in the form that is compared. */
export interface Comparison {
	readonly expected: JsonValue;
	readonly actual: JsonValue;
	/** What the case recommends instead, where that is a value and not a rule in words. */
	readonly recommended?: JsonValue;
	/** Recorded decisions that this case touches, so that its marked answer may differ from the old one. */
	readonly decisions?: readonly string[];
}

/** Answers the cases of one kind. */
export type Handler = (given: Case) => Comparison | Promise<Comparison>;

/** Kind of a case under whatever key its file has it. */
export function kindOf(given: Case): string {
	return textOf(given['kind']) || textOf(given['suite']) || textOf(given['area']);
}

const MARKS = ['recommended', 'ours', 'ours_must_reject'];

/** Whether the case marks a defect or a free choice of the old system. */
export function isMarked(given: Case): boolean {
	const verdict = given['verdict'];
	return (verdict !== undefined && verdict !== 'keep') || MARKS.some((mark) => given[mark] !== undefined);
}
