import { hash } from 'node:crypto';
import type { JsonValue } from '@stoker/shared/model/task.js';
import { layoutFromSpaces } from '@stoker/shared/storage/allocate/layout-from-spaces.js';
import type { LinearSolver } from '@stoker/shared/storage/allocate/linear-program.js';
import { loadLinearSolver } from '@stoker/shared/storage/allocate/load-linear-solver.js';
import type { DiskInventory, StorageInventory } from '@stoker/shared/storage/inventory.js';
import { planStorage } from '@stoker/shared/storage/plan/plan-storage.js';
import { layoutFromGeneric } from '@stoker/shared/storage/schema/layout-from-generic.js';
import type { LayoutResult } from '@stoker/shared/storage/schema/layout-result.js';
import { measureCpu } from './compile/measured.js';
import { loadAverage } from './measure.js';
import type { Figure } from './report.js';

const GIBIBYTE = 1024 ** 3;
const DISKS = 200;
/** For a layout of all disks and its plan. */
const MOST_PLANNING_MS = 50;
/** Plans made before and while it is measured: the median counts. */
const WARM_UP_ROUNDS = 60;
const ROUNDS = 15;

/** What it costs to lay out and to plan 200 disks, and to allocate spaces on them. */
export async function benchStorage(): Promise<readonly Figure[]> {
	const load = loadAverage();
	const machine = machineOf(DISKS);
	const documents = machine.disks.map(({ name }) => diskDocument(name));
	const written = { partitions: [...documents, groupDocument()], images: [], partitions_policy: 'clean' };
	const planningMs = medianMs(() => {
		planned(machine, layoutFromGeneric(written, machine));
	});
	const loading = process.cpuUsage();
	const solve = await loadLinearSolver();
	const { user, system } = process.cpuUsage(loading);
	const info = { kind: 'info', unit: 'ms', load } as const;
	return [
		{
			...info,
			name: `${DISKS} disks laid out and planned, CPU`,
			value: planningMs,
			kind: 'cpu',
			budget: MOST_PLANNING_MS,
		},
		{ ...info, name: 'loading the linear solver, CPU', value: (user + system) / 1000 },
		{ ...info, name: `10 spaces allocated on 20 disks, CPU`, value: allocationMs(20, solve) },
		{ ...info, name: `10 spaces allocated on ${DISKS} disks, CPU`, value: allocationMs(DISKS, solve) },
	];
}

function medianMs(work: () => void): number {
	for (let round = 0; round < WARM_UP_ROUNDS; round++) {
		work();
	}
	const rounds = Array.from({ length: ROUNDS }, () => measureCpu(work).cpuSeconds * 1000);
	return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

function planned(inventory: StorageInventory, { layout, diagnostics }: LayoutResult): void {
	const sha256 = (text: string) => hash('sha256', text);
	const plan = layout === undefined ? undefined : planStorage({ inventory, layout, seed: '', consents: [], sha256 });
	if (plan?.plan === undefined) {
		const [first] = [...diagnostics, ...(plan?.diagnostics ?? [])];
		throw new Error(`there is no plan: ${first?.message ?? 'nobody says why'}`);
	}
}

function allocationMs(disks: number, solve: LinearSolver): number {
	const machine = machineOf(disks);
	return medianMs(() => {
		const { layout, diagnostics } = layoutFromSpaces(SPACES, machine, solve);
		if (layout === undefined) {
			throw new Error(`nothing was allocated: ${diagnostics[0]?.message ?? 'nobody says why'}`);
		}
	});
}

const VOLUMES = Array.from({ length: 10 }, (_, index) => `volume${index}`);

const SPACES: JsonValue = [
	...VOLUMES.map((id, index) => ({ id, type: 'lv', min_size: 10_240 * (index + 1), weight: 1 + (index % 2) })),
	{ id: 'all', type: 'vg', contains: VOLUMES },
];

function diskDocument(name: string): JsonValue {
	const size = '100 GiB';
	const volumes = [
		{ type: 'partition', size: '1 GiB', mount: 'none', file_system: 'xfs' },
		{ type: 'partition', size: '10%', mount: 'none', file_system: 'ext4' },
		{ type: 'pv', size: 'remaining', vg: 'all' },
	];
	return { type: 'disk', id: { type: 'name', value: name }, size, volumes };
}

function groupDocument(): JsonValue {
	const volumes = VOLUMES.map((name) => ({ type: 'lv', name, size: '10%', mount: `/${name}`, file_system: 'xfs' }));
	return { type: 'vg', id: 'all', volumes };
}

function machineOf(count: number): StorageInventory {
	const disks = Array.from({ length: count }, (_, index) => diskOf(`disk${index}x`, index));
	return { firmware: 'bios', memoryBytes: 64 * GIBIBYTE, disks };
}

function diskOf(name: string, index: number): DiskInventory {
	return {
		name,
		device: `/dev/${name}`,
		sizeBytes: (100 + index) * GIBIBYTE,
		logicalSectorBytes: 512,
		physicalSectorBytes: 4096,
		optimalIoBytes: 0,
		model: 'bench',
		vendor: '',
		serial: `serial-${index}`,
		wwn: '',
		transport: 'sas',
		isRotational: true,
		isRemovable: false,
		isReadOnly: false,
		links: [`disk/by-id/serial-${index}`],
		scsiAddress: `0:0:${index}:0`,
		paths: [],
		content: { table: { label: '', guid: '', partitions: [] }, signatures: [], holders: [] },
	};
}
