import type { FileSystemType, LayoutFstab } from './layout.js';

/** Line of fstab when a schema says nothing: a damaged root stops the machine, as it always did. */
export function defaultFstab(type: FileSystemType, mount: string): LayoutFstab {
	const isExtended = type.startsWith('ext');
	const options = mount === '/' && isExtended ? 'defaults,errors=panic' : 'defaults';
	return { isEnabled: true, options, passNumber: passNumber(type, mount) };
}

/** Only these are checked at boot: the others repair themselves when they are mounted. */
export function passNumber(type: FileSystemType, mount: string): LayoutFstab['passNumber'] {
	if (type !== 'vfat' && !type.startsWith('ext')) {
		return 0;
	}
	return mount === '/' ? 1 : 2;
}
