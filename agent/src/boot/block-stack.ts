import type { RunTool } from '../system/run-tool.js';

/** What file systems lie on, from themselves downwards. */
export interface BlockStack {
	readonly hasRaid: boolean;
	readonly hasVolumes: boolean;
	/** LUKS volumes by name below /dev/mapper, with the device that holds each. */
	readonly encrypted: readonly { readonly name: string; readonly backing: string }[];
}

interface ListedDevice {
	readonly name?: unknown;
	readonly type?: unknown;
	readonly children?: unknown;
}

/** Of some file systems together. */
export async function readBlockStack(nodes: readonly string[], run: RunTool): Promise<BlockStack> {
	const flags = ['--json', '--inverse', '--paths', '--output', 'NAME,TYPE'];
	return parseBlockStack(await run('lsblk', [...flags, ...nodes], { isQuiet: true }));
}

/** Out of `lsblk --json --inverse --paths`: what is below a device are its children. */
export function parseBlockStack(text: string): BlockStack {
	const listed = (JSON.parse(text) as { readonly blockdevices?: unknown }).blockdevices;
	const all = flatten(Array.isArray(listed) ? (listed as readonly ListedDevice[]) : []);
	const types = all.map(({ type }) => String(type));
	return {
		hasRaid: types.some((type) => type.startsWith('raid')),
		hasVolumes: types.includes('lvm'),
		encrypted: all.flatMap(({ name, type, children }) => {
			const [below] = devicesOf(children);
			const isCrypt = type === 'crypt' && below !== undefined;
			return isCrypt ? [{ name: String(name).replace(/^\/dev\/mapper\//, ''), backing: String(below.name) }] : [];
		}),
	};
}

function flatten(devices: readonly ListedDevice[]): readonly ListedDevice[] {
	return devices.flatMap((device) => [device, ...flatten(devicesOf(device.children))]);
}

function devicesOf(children: unknown): readonly ListedDevice[] {
	return Array.isArray(children) ? (children as readonly ListedDevice[]) : [];
}
