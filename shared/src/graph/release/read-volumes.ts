import { readSchema } from '../../storage/schema/read-schema.js';
import { type VolumeMetadata, volumeMetadataSchema } from '../../storage/volumes/volume-metadata.js';
import type { MapReader } from './map-reader.js';
import { toJsonObject } from './tree.js';

const FIELD = 'volumes_metadata';

/** What a release says of the volumes that its roles ask for; undefined where it says nothing that can be read. */
export function readVolumes(fields: MapReader): VolumeMetadata | undefined {
	const written = fields.child(FIELD);
	if (written === undefined) {
		return undefined;
	}
	const read = readSchema(volumeMetadataSchema, toJsonObject(written.map));
	if ('value' in read) {
		return read.value;
	}
	for (const { path = '', message, hint } of read.diagnostics) {
		fields.report('FIELD_INVALID', FIELD, `${FIELD}${path === '' ? '' : `.${path}`}: ${message}`, hint);
	}
	return undefined;
}
