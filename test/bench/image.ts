import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { WriteImageAction } from '@stoker/shared/storage/storage-action.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { imageOpener } from '../../agent/src/image/open-image.js';
import { writeImage } from '../../agent/src/image/write-image.js';
import { applyPlan } from '../../agent/src/storage/apply-plan.js';
import { hasLoopDevices, LoopMachine } from '../support/loop-device.js';
import { planFor, storageTools } from '../support/storage-rig.js';
import { taskWrapper } from '../support/task-wrapper.js';
import { type BenchImage, makeBenchImage } from './image/bench-image.js';
import { loadAverage } from './measure.js';
import type { Figure } from './report.js';

process.env['STOKER_AGENT_WRAPPER'] ??= taskWrapper();
const run = promisify(execFile);
const MEBIBYTE = 1024 * 1024;
const ROUNDS = 5;
/** Of the time that the usual tools take: theirs divided by ours. */
const LEAST_DENSE_RATIO = 0.95;
const LEAST_MAPPED_RATIO = 2;
/** A disk is a little larger than its image. */
const ROOM_MEBIBYTES = 16;
const TICKS_PER_SECOND = 100;

export interface ImageBenchSettings {
	readonly imageMebibytes: number;
}

interface Timing {
	readonly seconds: number;
	readonly cpuSeconds: number;
}

/**
 * Writes an image from a web server to a loop device, with the agent's writer and with the tools that people use, by turns.
 * Both verify the SHA-256 of the content and end when it is on the device for good.
 */
export async function benchImage({ imageMebibytes }: ImageBenchSettings): Promise<readonly Figure[]> {
	if (!hasLoopDevices) {
		process.stdout.write('image: not measured: only root on a machine with loop devices can\n');
		return [];
	}
	const machine = new LoopMachine();
	try {
		const server = await serve(machine.folder);
		try {
			const sizeBytes = (imageMebibytes + ROOM_MEBIBYTES) * MEBIBYTE;
			await machine.add({ serial: 'A', sizeBytes });
			const dense = await compare(machine, server.base, { imageMebibytes, isHalfEmpty: false });
			const mapped = await compare(machine, server.base, { imageMebibytes, isHalfEmpty: true });
			return [
				...figuresOf('dense', dense, LEAST_DENSE_RATIO),
				...figuresOf('half-empty, with its map', mapped, LEAST_MAPPED_RATIO),
			];
		} finally {
			server.stop();
		}
	} finally {
		machine.close();
	}
}

interface Comparison {
	readonly ours: readonly Timing[];
	readonly tools: readonly Timing[];
	readonly load: number;
	readonly mebibytes: number;
}

interface Content {
	readonly imageMebibytes: number;
	readonly isHalfEmpty: boolean;
}

async function compare(
	machine: LoopMachine,
	base: string,
	{ imageMebibytes, isHalfEmpty }: Content,
): Promise<Comparison> {
	const name = isHalfEmpty ? 'half.raw.zst' : 'dense.raw.zst';
	const image = await makeBenchImage(join(machine.folder, name), { mebibytes: imageMebibytes, isHalfEmpty });
	if (isHalfEmpty) {
		await writeFile(join(machine.folder, `${name}.bmap`), image.map);
	}
	const uri = `${base}/${name}`;
	// A map has checksums of its own.
	const plan = planFor(
		{
			disks: [{ id: 'a', selector: { serial: 'A' }, table: 'none' }],
			images: [
				{
					id: 'image',
					targetId: 'a',
					uri,
					format: 'raw',
					compression: 'zstd',
					...(isHalfEmpty ? {} : { checksums: { sha256: image.sha256 } }),
				},
			],
		},
		await machine.inventory(),
		name,
	);
	await applyPlan(plan, ['partition'], storageTools(machine));
	const load = loadAverage();
	const ours: Timing[] = [];
	const tools: Timing[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		await run('sync');
		tools.push(await timed(() => writeByTools(machine, uri, image)));
		await run('sync');
		ours.push(await timed(() => writeByAgent(machine, plan)));
	}
	await run('rm', [join(machine.folder, name)]);
	return { ours, tools, load, mebibytes: imageMebibytes };
}

async function writeByAgent(machine: LoopMachine, plan: StoragePlan): Promise<void> {
	const tools = storageTools(machine);
	const action = plan.actions.find((one): one is WriteImageAction => one.kind === 'write_image');
	if (action === undefined) {
		throw new Error('the plan writes no image');
	}
	const devices = tools.devices.limitedTo(plan.disks.map(({ disk }) => disk));
	const openImage = imageOpener({ connectionsOf: () => undefined });
	await writeImage.run(action, { ...tools, plan, devices, openImage });
}

async function writeByTools(machine: LoopMachine, uri: string, { sha256 }: BenchImage): Promise<void> {
	const [disk] = machine.disks;
	const script = [
		'set -e -o pipefail',
		`curl -sf "$1" | zstd -dcq | tee >(sha256sum > "$3") | dd of="$2" bs=4M conv=fsync status=none`,
		'wait',
	];
	const sum = join(machine.folder, 'sum');
	await run('bash', ['-c', script.join('\n'), 'bash', uri, disk?.node ?? '', sum]);
	if (!(await readOnceThere(sum)).startsWith(sha256)) {
		throw new Error('the tools wrote something else');
	}
}

/** bash does not wait for what it starts inside of a command. */
async function readOnceThere(path: string): Promise<string> {
	for (;;) {
		const content = readFileSync(path, 'utf8');
		if (content !== '') {
			return content;
		}
		await pause(20);
	}
}

/** Wall and CPU time of this process and of those it waited for. */
async function timed(work: () => Promise<void>): Promise<Timing> {
	const [startMs, startCpu] = [performance.now(), cpuSeconds()];
	await work();
	return { seconds: (performance.now() - startMs) / 1000, cpuSeconds: cpuSeconds() - startCpu };
}

function cpuSeconds(): number {
	const stat = readFileSync('/proc/self/stat', 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0) / TICKS_PER_SECOND;
}

function figuresOf(name: string, { ours, tools, load, mebibytes }: Comparison, budget: number): readonly Figure[] {
	const [our, their] = [median(ours, 'seconds'), median(tools, 'seconds')];
	const info = { kind: 'info', load } as const;
	return [
		{
			name: `${name}: time of the usual tools to ours`,
			value: their / our,
			unit: '',
			budget,
			better: 'more',
			kind: 'wall',
			load,
		},
		{ ...info, name: `${name}: rate of the agent`, value: mebibytes / our, unit: 'MiB/s' },
		{ ...info, name: `${name}: rate of the usual tools`, value: mebibytes / their, unit: 'MiB/s' },
		{ ...info, name: `${name}: CPU of the agent and its decompressor`, value: median(ours, 'cpuSeconds'), unit: 's' },
		{
			...info,
			name: `${name}: CPU of the usual tools, sha256sum not counted`,
			value: median(tools, 'cpuSeconds'),
			unit: 's',
		},
	];
}

function median(timings: readonly Timing[], key: keyof Timing): number {
	const sorted = timings.map((timing) => timing[key]).toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const SERVER = `
const { createReadStream, stat } = require('node:fs');
require('node:http').createServer((request, response) => {
	const path = process.argv[1] + request.url;
	stat(path, (error, found) => {
		if (error) return response.writeHead(404).end();
		response.writeHead(200, { 'content-length': found.size, etag: '"' + found.mtimeMs + '"' });
		createReadStream(path, { highWaterMark: 1024 * 1024 }).pipe(response);
	});
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
`;

/** In a process of its own, so that it costs both the same. */
async function serve(folder: string): Promise<{ readonly base: string; readonly stop: () => void }> {
	const child = spawn(process.execPath, ['-e', SERVER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [port] = (await once(child.stdout, 'data')) as [Buffer];
	return { base: `http://127.0.0.1:${port.toString().trim()}`, stop: () => child.kill() };
}
