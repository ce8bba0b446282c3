import type { FileSystemType } from '@stoker/shared/storage/layout.js';
import type { RunTool } from '../system/run-tool.js';

/** How the size of a file system is asked for, and how it is read from the answer. */
interface SizeQuestion {
	readonly command: readonly string[];
	readonly sizeIn: (answer: string) => number;
}

const EXTENDED: SizeQuestion = {
	command: ['dumpe2fs', '-h'],
	sizeIn: (answer) => numberAfter(answer, /^Block count:\s+(\d+)/m) * numberAfter(answer, /^Block size:\s+(\d+)/m),
};

/** Types that can grow; the others stay as large as they were made. */
const QUESTIONS: Readonly<Partial<Record<FileSystemType, SizeQuestion>>> = {
	ext2: EXTENDED,
	ext3: EXTENDED,
	ext4: EXTENDED,
	xfs: {
		command: ['xfs_db', '-r', '-c', 'sb 0', '-c', 'print dblocks blocksize'],
		sizeIn: (answer) => numberAfter(answer, /^dblocks = (\d+)/m) * numberAfter(answer, /^blocksize = (\d+)/m),
	},
	btrfs: {
		command: ['btrfs', 'inspect-internal', 'dump-super'],
		sizeIn: (answer) => numberAfter(answer, /^dev_item\.total_bytes\s+(\d+)/m),
	},
};

/** Bytes of a file system on a device; undefined for types that cannot grow. */
export async function fileSystemSize(type: FileSystemType, node: string, run: RunTool): Promise<number | undefined> {
	const question = QUESTIONS[type];
	if (question === undefined) {
		return undefined;
	}
	const [program = '', ...words] = question.command;
	return question.sizeIn(await run(program, [...words, node], { isQuiet: true }));
}

/** 0 where it is not there. */
function numberAfter(text: string, pattern: RegExp): number {
	return Number(pattern.exec(text)?.[1] ?? 0);
}
