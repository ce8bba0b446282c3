import type { LinearProgram, LinearRow } from './linear-program.js';
import type { RoomOnDisk, Space } from './space.js';

/** Above the weight of room left over, which is 1, and above all that order can give. */
const PREFERENCE = 2;
const NO_ORDER_WEIGHT = 1;

/**
 * The program whose solution says how much of each space goes to each disk (reference a.6): one variable for each pair,
 * disk by disk. Earlier spaces on earlier disks weigh more, and preferred disks more than all order; spaces that ask for
 * the same get shares by their weights.
 */
export function allocationProgram(disks: readonly RoomOnDisk[], spaces: readonly Space[]): LinearProgram {
	return {
		objective: objectiveOf(disks, spaces),
		rows: [...diskRows(disks, spaces.length), ...sizeRows(disks.length, spaces), ...shareRows(disks.length, spaces)],
	};
}

function objectiveOf(disks: readonly RoomOnDisk[], spaces: readonly Space[]): readonly number[] {
	const preferred = new Set(spaces.flatMap(({ bestDiskIds }) => bestDiskIds));
	return disks.flatMap(({ diskId }, diskIndex) =>
		spaces.map(({ hasNoOrder, bestDiskIds }, spaceIndex) => {
			const isBest = bestDiskIds.length > 0 ? bestDiskIds.includes(diskId) : !preferred.has(diskId);
			const order = 1 / quarterSquare(diskIndex * spaces.length + spaceIndex);
			return hasNoOrder ? NO_ORDER_WEIGHT : order + (isBest ? PREFERENCE : 0);
		}),
	);
}

/** 2, 4, 6, 9, 12, 16 and on: the differences of their inverses shrink, so an early choice outweighs later ones. */
function quarterSquare(index: number): number {
	return Math.floor((index + 3) ** 2 / 4);
}

function diskRows(disks: readonly RoomOnDisk[], spaceCount: number): readonly LinearRow[] {
	return disks.map(({ mebibytes }, diskIndex) => ({
		least: Number.NEGATIVE_INFINITY,
		most: mebibytes,
		terms: Array.from({ length: spaceCount }, (_, index) => ({ variable: diskIndex * spaceCount + index, factor: 1 })),
	}));
}

function sizeRows(diskCount: number, spaces: readonly Space[]): readonly LinearRow[] {
	return spaces.map(({ minMebibytes, maxMebibytes }, spaceIndex) => ({
		least: minMebibytes,
		most: maxMebibytes,
		terms: Array.from({ length: diskCount }, (_, diskIndex) => ({
			variable: diskIndex * spaces.length + spaceIndex,
			factor: 1,
		})),
	}));
}

/** Of spaces that ask for the same, each total by its weight equals the first one's by its own. */
function shareRows(diskCount: number, spaces: readonly Space[]): readonly LinearRow[] {
	return sharingSpaces(spaces).flatMap(([first = 0, ...others]) =>
		others.map((other) => ({
			least: 0,
			most: 0,
			terms: Array.from({ length: diskCount }, (_, diskIndex) => diskIndex * spaces.length).flatMap((start) => [
				{ variable: start + first, factor: 1 / weightOf(spaces, first) },
				{ variable: start + other, factor: -1 / weightOf(spaces, other) },
			]),
		})),
	);
}

/** Indices of spaces with weights that ask for the same sizes and disks, a list for each such asking. */
export function sharingSpaces(spaces: readonly Space[]): readonly (readonly number[])[] {
	const groups = new Map<string, number[]>();
	for (const [index, { minMebibytes, maxMebibytes, bestDiskIds, weight }] of spaces.entries()) {
		if (weight > 0) {
			const key = JSON.stringify([minMebibytes, String(maxMebibytes), bestDiskIds.toSorted()]);
			groups.set(key, [...(groups.get(key) ?? []), index]);
		}
	}
	return [...groups.values()];
}

function weightOf(spaces: readonly Space[], index: number): number {
	return spaces[index]?.weight ?? 1;
}
