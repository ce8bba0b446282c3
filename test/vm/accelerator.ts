import { existsSync } from 'node:fs';
import { VirtualMachine } from './virtual-machine.js';

const LIMIT_SECONDS = 20;

export type Accelerator = 'kvm' | 'tcg';

/** KVM where a guest really boots under it, which a device file does not promise; software emulation otherwise. */
export async function findAccelerator(folder: string, kernel: { readonly kernel: string; readonly initrd: string }) {
	if (!existsSync('/dev/kvm')) {
		return 'tcg';
	}
	const machine = VirtualMachine.start({
		...{
			folder,
			name: 'kvm-trial',
			hardware: '',
			firmware: 'bios',
			disks: [],
			accelerator: 'kvm',
			limitSeconds: LIMIT_SECONDS,
		},
		kernel: { ...kernel, parameters: 'console=ttyS0,115200 panic=1' },
		endsAtRestart: true,
	} as const);
	try {
		await machine.saying(/Freeing unused kernel/);
		return 'kvm';
	} catch {
		return 'tcg';
	} finally {
		await machine.kill();
	}
}
