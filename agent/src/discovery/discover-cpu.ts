import type { CpuInventory } from '@stoker/shared/model/inventory.js';
import systemInformation from 'systeminformation';
import { readNumaNodes } from './numa.js';

/** What the processors are. A file of its own, imported when it is needed: the first connection does not wait for it. */
export async function discoverCpu(): Promise<CpuInventory> {
	const { manufacturer, brand, processors, physicalCores, cores } = await systemInformation.cpu();
	return {
		model: `${manufacturer} ${brand}`.trim(),
		sockets: processors,
		cores: physicalCores,
		threads: cores,
		numaNodes: await readNumaNodes(),
	};
}
