/** What is asked of lsblk; all of it is known to util-linux 2.33 and newer. */
export const LSBLK_ARGUMENTS = [
	'--json',
	'--bytes',
	'--output',
	'NAME,KNAME,PATH,MAJ:MIN,TYPE,SIZE,MODEL,VENDOR,SERIAL,WWN,TRAN,HCTL,ROTA,RM,RO,LOG-SEC,PHY-SEC,OPT-IO,MIN-IO,FSTYPE,LABEL,UUID,PTTYPE,PARTTYPE,PARTLABEL,PARTUUID,PARTFLAGS,MOUNTPOINT',
] as const;

/** A block device with what stands on it. Texts are '' and numbers 0 where lsblk says nothing. */
export interface BlockDevice {
	readonly name: string;
	readonly kernelName: string;
	readonly path: string;
	/** For example 8:0. */
	readonly number: string;
	/** For example disk, part, raid1, lvm, crypt, mpath, rom, loop. */
	readonly type: string;
	readonly sizeBytes: number;
	readonly model: string;
	readonly vendor: string;
	readonly serial: string;
	readonly wwn: string;
	readonly transport: string;
	readonly scsiAddress: string;
	readonly isRotational: boolean;
	readonly isRemovable: boolean;
	readonly isReadOnly: boolean;
	readonly logicalSectorBytes: number;
	readonly physicalSectorBytes: number;
	readonly optimalIoBytes: number;
	readonly minimumIoBytes: number;
	readonly signature: { readonly type: string; readonly label: string; readonly uuid: string };
	readonly tableType: string;
	readonly partition: { readonly type: string; readonly name: string; readonly guid: string; readonly flags: string };
	readonly mountPoint: string;
	readonly children: readonly BlockDevice[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Stacks of devices deeper than any that is built are cut. */
const MOST_DEPTH = 16;

/** Reads the output of lsblk; nothing where it makes no sense. */
export function parseLsblk(json: string): readonly BlockDevice[] {
	try {
		const output: unknown = JSON.parse(json);
		return isFields(output) ? devicesOf(output['blockdevices'], 0) : [];
	} catch {
		return [];
	}
}

function devicesOf(value: unknown, depth: number): readonly BlockDevice[] {
	return Array.isArray(value) && depth < MOST_DEPTH
		? value.filter(isFields).map((fields) => toDevice(fields, depth))
		: [];
}

function toDevice(fields: Fields, depth: number): BlockDevice {
	const text = (name: string) => asText(fields[name]);
	const count = (name: string) => asCount(fields[name]);
	return {
		name: text('name'),
		kernelName: text('kname'),
		path: text('path'),
		number: text('maj:min'),
		type: text('type'),
		sizeBytes: count('size'),
		model: text('model'),
		vendor: text('vendor'),
		serial: text('serial'),
		wwn: text('wwn'),
		transport: text('tran'),
		scsiAddress: text('hctl'),
		isRotational: asTruth(fields['rota']),
		isRemovable: asTruth(fields['rm']),
		isReadOnly: asTruth(fields['ro']),
		logicalSectorBytes: count('log-sec'),
		physicalSectorBytes: count('phy-sec'),
		optimalIoBytes: count('opt-io'),
		minimumIoBytes: count('min-io'),
		signature: { type: text('fstype'), label: text('label'), uuid: text('uuid') },
		tableType: text('pttype'),
		partition: { type: text('parttype'), name: text('partlabel'), guid: text('partuuid'), flags: text('partflags') },
		mountPoint: text('mountpoint'),
		children: devicesOf(fields['children'], depth + 1),
	};
}

// Older versions of lsblk write numbers and truth values as text.

function asText(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

function asCount(value: unknown): number {
	const count = Number(value ?? 0);
	return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

function asTruth(value: unknown): boolean {
	return value === true || value === '1';
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null;
}
