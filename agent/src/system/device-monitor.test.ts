import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasLoopDevices, LoopMachine } from '../../../test/support/loop-device.js';
import { systemClock } from './clock.js';
import { DeviceMonitor, eventFilter } from './device-monitor.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const WAIT = { timeout: 20_000, interval: 20 };
const EVENT = 'KERNEL[25087.259576] change   /devices/virtual/block/loop2 (block)\n';
const HEAD =
	'monitor will print the received events for:\nUDEV - the event which udev sends out after rule processing\nKERNEL - the kernel uevent\n\n';

let folder: string;
let monitor: DeviceMonitor | undefined;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'device-monitor-'));
});
afterEach(() => {
	monitor?.close();
	monitor = undefined;
	rmSync(folder, { recursive: true, force: true });
});

function program(script: string): string {
	const path = join(folder, 'udevadm');
	writeFileSync(path, `#!/bin/sh\necho "$$ $*" >> ${folder}/starts\n${script}\n`);
	chmodSync(path, 0o755);
	return path;
}

function listen(path: string): () => number {
	let count = 0;
	const onChange = () => {
		count++;
	};
	monitor = new DeviceMonitor({ onChange, clock: systemClock, log: silent, program: path, firstRetryMs: 20 });
	return () => count;
}

const starts = () =>
	existsSync(join(folder, 'starts')) ? readFileSync(join(folder, 'starts'), 'utf8').trim().split('\n') : [];

describe('a monitor of devices', () => {
	test('tells of events, and not of what is printed before them', async () => {
		const heard = listen(
			program(
				`printf '${HEAD.replaceAll('\n', '\\n')}'; while [ ! -e ${folder}/go ]; do sleep 0.05; done; echo '${EVENT.trim()}'; exec sleep 100`,
			),
		);
		await vi.waitFor(() => expect(starts().length).toBeGreaterThan(0), WAIT);
		expect(heard()).toBe(0);
		writeFileSync(join(folder, 'go'), 'x\n');
		await vi.waitFor(() => expect(heard()).toBe(1), WAIT);
		expect(starts().at(-1)).toMatch(/ monitor --subsystem-match=block --subsystem-match=net$/);
	});

	test('is started anew when it ends, after longer and longer pauses', async () => {
		const heard = listen(program(`echo '${EVENT.trim()}'`));
		await vi.waitFor(() => expect(starts().length).toBeGreaterThanOrEqual(4), WAIT);
		await vi.waitFor(() => expect(heard()).toBeGreaterThanOrEqual(4), WAIT);
	});

	test('that is not installed leaves everything else at work', async () => {
		const heard = listen(join(folder, 'missing'));
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(heard()).toBe(0);
	});

	test('ends with its owner, and its program with it', async () => {
		listen(program('exec sleep 100'));
		await vi.waitFor(() => expect(starts()).toHaveLength(1), WAIT);
		const processId = Number(starts()[0]?.split(' ')[0]);
		monitor?.close();
		await vi.waitFor(() => expect(() => process.kill(processId, 0)).toThrow('ESRCH'), WAIT);
		expect(starts()).toHaveLength(1);
	});

	test.skipIf(!hasLoopDevices || !existsSync('/usr/bin/udevadm'))('hears of a real disk', async () => {
		const heard = listen('udevadm');
		const machine = new LoopMachine();
		try {
			await vi.waitFor(
				async () => {
					await machine.add({ serial: `heard-${heard()}-${Math.random()}`, sizeBytes: 1024 * 1024 });
					expect(heard()).toBeGreaterThan(0);
				},
				{ timeout: 20_000, interval: 500 },
			);
		} finally {
			machine.close();
		}
	});

	test('finds every event in pieces of any size, and none in anything else', () => {
		fc.assert(
			fc.property(fc.array(fc.boolean(), { maxLength: 10 }), fc.integer({ min: 1, max: 60 }), (lines, size) => {
				const text = HEAD + lines.map((isEvent) => (isEvent ? EVENT : 'ACTION=change KERNEL[\n')).join('');
				const hear = eventFilter();
				const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
				const found = pieces.filter((piece) => hear(piece)).length;
				const events = lines.filter(Boolean).length;
				expect(found > 0).toBe(events > 0);
				expect(found).toBeLessThanOrEqual(events);
			}),
		);
	});
});
