import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutFileSystem, LayoutPartition } from '../layout.js';
import { ONE_LINE } from '../one-line.js';
import { PARTITION_TYPES, partitionType } from '../partition-types.js';
import type { CheckedLayout } from './checked-layout.js';

const MAX_TEXT = 1024;
const MUST_BE_LINE = `is one line of at most ${MAX_TEXT} characters`;
const FLAG = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/;

/** Texts that become words of tools or of files can be that, and nothing more. */
export function checkTexts({ layout, pathOf }: CheckedLayout): readonly Diagnostic[] {
	const tables = new Map(layout.disks.map(({ id, table }) => [id, table]));
	const { kernelParameters } = layout.boot;
	const found = [
		...layout.fileSystems.flatMap((fileSystem) =>
			problemsOf(fileSystem).map(([field, message]) => [pathOf(fileSystem.id, field), message] as const),
		),
		...layout.partitions.flatMap((partition) =>
			partitionProblems(partition).map(([field, message]) => [pathOf(partition.id, field), message] as const),
		),
		...(isLine(kernelParameters)
			? []
			: [['boot.kernelParameters', `What the kernel is told ${MUST_BE_LINE}`] as const]),
	];
	const untyped = layout.partitions.flatMap(({ id, typeGuid, purpose, diskId }) => {
		const table = tables.get(diskId) ?? 'gpt';
		if (partitionType(typeGuid, table) !== undefined) {
			return [];
		}
		const message = `"${typeGuid.slice(0, 64)}" is no type of a partition; it gets that of its purpose, ${purpose}`;
		const hint = `Write ${PARTITION_TYPES[table === 'msdos' ? 'msdos' : 'gpt'].expected}, or leave it out.`;
		return [diagnose('FIELD_WITHOUT_EFFECT', message, { path: pathOf(id, 'typeGuid'), hint })];
	});
	return [...found.map(([path, message]) => diagnose('FIELD_INVALID', message, { path })), ...untyped];
}

type Problem = readonly [field: string, message: string];

function problemsOf({ label, options, fstab }: LayoutFileSystem): readonly Problem[] {
	const texts = Object.entries({ label, options }).filter(([, text]) => !isLine(text));
	return [
		...texts.map(([field]) => [field, `A ${field} ${MUST_BE_LINE}`] as const),
		// Whatever is named there would be written to, or read, beside what the layout says.
		...(options.includes('/')
			? [['options', 'Options of mkfs cannot name files or devices: they hold a /'] as const]
			: []),
		...(/^\S+$/.test(fstab.options) && isLine(fstab.options)
			? []
			: [['fstab.options', 'Options of fstab are one word: separate them by commas'] as const]),
	];
}

function partitionProblems({ name, flags }: LayoutPartition): readonly Problem[] {
	const wrong = flags.filter((flag) => !FLAG.test(flag));
	return [
		...(isLine(name) ? [] : [['name', 'The name of a partition is one line'] as const]),
		...wrong.map((flag) => {
			const shown = flag.slice(0, 64);
			return ['flags', `"${shown}" cannot be a flag: only letters, digits and _ . + - are allowed`] as const;
		}),
	];
}

function isLine(text: string): boolean {
	return ONE_LINE.test(text) && text.length <= MAX_TEXT;
}
