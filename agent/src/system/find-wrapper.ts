import { accessSync, constants } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StokerError } from '@stoker/shared/model/stoker-error.js';

/** Beside the bundle; below it when the sources are run as they are. */
const PLACES = ['./stoker-wrapper', '../dist/bundle/stoker-wrapper', '../../dist/bundle/stoker-wrapper'];

/** The task wrapper: from STOKER_AGENT_WRAPPER, otherwise the one that was built with this agent. */
export function findWrapper(): string {
	const asked = process.env['STOKER_AGENT_WRAPPER'];
	const places = asked ? [asked] : PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
	const found = places.find(isExecutable);
	if (found === undefined) {
		const message = `The task wrapper is missing; looked for ${places.join(', ')}.`;
		throw new StokerError('CONFIGURATION_INVALID', message, { subject: { variable: 'STOKER_AGENT_WRAPPER' } });
	}
	return found;
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
