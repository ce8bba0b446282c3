import type { HandlerTools } from '../storage/storage-tools.js';
import { readDevice } from '../system/block-device.js';
import { StorageFailure } from '../system/storage-failure.js';
import { judgeConverted } from './judge-image.js';
import type { OpenedImage } from './opened-image.js';
import { RECOGNISED_BYTES } from './recognise-content.js';
import { withStaged } from './staged-image.js';

/** Converting a disk of many terabytes. */
const TIMEOUT_MS = 12 * 60 * 60_000;
const HEADER_BYTES = 104;
const BACKING_FILE_AT = 8;
const INCOMPATIBLE_FEATURES_AT = 72;
const EXTERNAL_DATA_FILE = 4n;
const ENCRYPTION_AT = 32;
/** A hostile image makes the tool ask for any amount. */
const MOST_MEMORY_BYTES = 2 * 1024 ** 3;

/** Writes a qcow2 image; nothing is written before everything of it was judged. */
export async function writeQcow2(
	opened: OpenedImage,
	{ node, sizeBytes }: { readonly node: string; readonly sizeBytes: number },
	tools: HandlerTools,
): Promise<void> {
	const { name } = opened.facts;
	requireSelfContained(await opened.pieces.peek(), name);
	await withStaged(opened, tools, async (path) => {
		const virtualBytes = await virtualSizeOf(path, name, tools);
		if (virtualBytes > sizeBytes) {
			const message = `${name} is a disk of ${virtualBytes} bytes, and ${node} has ${sizeBytes}`;
			throw new StorageFailure('IMAGE_TOO_LARGE', message, { subject: { image: name } });
		}
		judgeConverted(opened.facts, await headOf(path, tools));
		const convert = ['qemu-img', 'convert', '-f', 'qcow2', '-O', 'raw', '-n', '-t', 'none', path, node];
		await tools.run('prlimit', [`--as=${MOST_MEMORY_BYTES}`, ...convert], { timeoutMs: TIMEOUT_MS });
		await tools.run('blockdev', ['--flushbufs', node], { isQuiet: true });
	});
}

/** By its header, before any tool opens it: a tool would follow where it leads. */
function requireSelfContained(header: Buffer, name: string): void {
	const refuse = (what: string) => {
		throw new StorageFailure('IMAGE_UNSAFE', `${name} ${what}`, { subject: { image: name } });
	};
	if (header.length < HEADER_BYTES) {
		refuse('has no whole header');
	}
	if (header.readBigUInt64BE(BACKING_FILE_AT) !== 0n) {
		refuse('is only what differs from another file, which is not looked for');
	}
	const version = header.readUInt32BE(4);
	if (version === 3 && (header.readBigUInt64BE(INCOMPATIBLE_FEATURES_AT) & EXTERNAL_DATA_FILE) !== 0n) {
		refuse('keeps its content in another file, which is not looked for');
	}
	if (header.readUInt32BE(ENCRYPTION_AT) !== 0) {
		refuse('is encrypted');
	}
}

/** The beginning of the disk in an image. */
async function headOf(path: string, { run }: HandlerTools): Promise<Buffer> {
	const head = `${path}.head`;
	const files = [`if=${path}`, `of=${head}`, `bs=${RECOGNISED_BYTES}`, 'count=1'];
	const dd = ['qemu-img', 'dd', '-f', 'qcow2', '-O', 'raw', ...files];
	await run('prlimit', [`--as=${MOST_MEMORY_BYTES}`, ...dd], { isQuiet: true });
	return readDevice(head, 0, RECOGNISED_BYTES);
}

async function virtualSizeOf(path: string, name: string, { run }: HandlerTools): Promise<number> {
	const info = ['qemu-img', 'info', '-f', 'qcow2', '--output=json', path];
	const output = await run('prlimit', [`--as=${MOST_MEMORY_BYTES}`, ...info], { isQuiet: true });
	const found = JSON.parse(output) as Readonly<Record<string, unknown>>;
	const size = found['virtual-size'];
	if (typeof size !== 'number' || found['backing-filename'] !== undefined) {
		throw new StorageFailure('IMAGE_UNSAFE', `${name} is no qcow2 image by itself`, { subject: { image: name } });
	}
	return size;
}
