import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeWithShared } from '../../../../test/support/shared-data.js';
import { machineDisk, machineWith } from '../../../../test/support/storage-machine.js';
import { MEBIBYTE } from '../disk-space.js';
import { layoutFromKsSpaces } from '../schema/layout-from-ks-spaces.js';
import { readSchema } from '../schema/read-schema.js';
import { checkDiskSpace, checkReserves, checkVolumeSizes } from './check-volumes.js';
import { computeVolumes } from './default-volumes.js';
import { orderRoles } from './node-spaces.js';
import { volumeMetadataSchema } from './volume-metadata.js';

describeWithShared('volumes of the stock release', (shared) => {
	const file = JSON.parse(readFileSync(resolve(shared, 'conformance/storage.json'), 'utf8')) as {
		volumes_metadata: unknown;
	};
	const read = readSchema(volumeMetadataSchema, file.volumes_metadata);

	test('whatever roles and disks: volumes that pass their checks can be laid out', () => {
		if ('diagnostics' in read) {
			throw new Error(JSON.stringify(read.diagnostics));
		}
		const metadata = read.value;
		const roles = fc.uniqueArray(fc.constantFrom(...Object.keys(metadata.volumes_roles_mapping)), {
			minLength: 1,
			maxLength: 4,
		});
		const disks = fc.array(fc.integer({ min: 200, max: 400_000 }), { minLength: 1, maxLength: 5 });
		let layouts = 0;
		fc.assert(
			fc.property(roles, disks, fc.integer({ min: 512, max: 100_000 }), (wanted, sizes, ramMib) => {
				const nodeDisks = sizes.map((sizeMib, index) => ({
					id: `sd${index}x`,
					name: `sd${index}x`,
					extra: [],
					sizeMib,
				}));
				const ordered = orderRoles(metadata, wanted);
				const computed = computeVolumes({ metadata, disks: nodeDisks, ramMib, roles: ordered, hasImagesInCeph: false });
				if (
					[
						...computed.diagnostics,
						...checkDiskSpace(computed),
						...checkVolumeSizes(computed),
						...checkReserves(computed),
					].length > 0
				) {
					return;
				}
				const machine = machineWith(
					...nodeDisks.map(({ name, sizeMib }) => machineDisk(name, { sizeBytes: sizeMib * MEBIBYTE })),
				);
				const options = { hasConfigDrive: true, isGrubOne: false, images: new Map(), kernelParameters: '' };
				const { diagnostics } = layoutFromKsSpaces(computed.volumes, machine, options);
				expect(diagnostics).toEqual([]);
				layouts++;
			}),
			{ numRuns: 1000, seed: 7 },
		);
		expect(layouts).toBeGreaterThan(300);
	});
});
