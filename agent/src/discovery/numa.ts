import type { NumaNodeInventory } from '@stoker/shared/model/inventory.js';
import { sysFiles } from '../system/sys-files.js';

const NODES = '/sys/devices/system/node';
const TOTAL = /MemTotal:\s+(\d+) kB/;

/** Memory nodes by number; none where the kernel was built without them. */
export async function readNumaNodes(): Promise<readonly NumaNodeInventory[]> {
	const numbers = (await sysFiles.listNames(NODES))
		.filter((name) => /^node\d+$/.test(name))
		.map((name) => name.slice(4));
	const nodes = numbers.map(async (number): Promise<NumaNodeInventory> => {
		const folder = `${NODES}/node${number}`;
		const [cpus, memory] = await Promise.all([
			sysFiles.readText(`${folder}/cpulist`),
			sysFiles.readText(`${folder}/meminfo`),
		]);
		return { id: Number(number), cpus, memoryBytes: parseNodeMemory(memory) };
	});
	return (await Promise.all(nodes)).sort((a, b) => a.id - b.id);
}

/** Bytes out of the meminfo of a memory node. */
export function parseNodeMemory(text: string): number {
	return Number(TOTAL.exec(text)?.[1] ?? 0) * 1024;
}
