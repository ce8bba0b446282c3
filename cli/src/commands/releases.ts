import type { ReleaseDeleteValues, ReleaseImportValues, ReleaseValues } from '../arguments/release.js';
import { readReleaseFolder } from '../system/release-folder.js';
import { renderDiagnostics, summariseDiagnostics } from '../views/diagnostic-view.js';
import { RELEASE_DETAILS, RELEASE_KIND } from '../views/release-view.js';
import { CliError } from './cli-error.js';
import type { Run } from './command-context.js';
import { confirmByName, requireAnswerable } from './confirm.js';
import { EXIT } from './exit-codes.js';

export const importRelease: Run<ReleaseImportValues> = async ({ folder, validateOnly }, context) => {
	const { files, problems } = await readReleaseFolder(folder);
	if (problems.length > 0) {
		throw new CliError('RELEASE_FOLDER_INVALID', `${folder} is no release folder.`, problems);
	}
	const client = await context.connect();
	const { releases, warnings } = await client.releases.import(files, validateOnly);
	if (warnings.length > 0) {
		const style = context.messageStyle;
		await context.say(`${renderDiagnostics(warnings, style)}${summariseDiagnostics(warnings)}\n`);
	}
	await context.printer.list(RELEASE_KIND, releases);
	await context.say(validateOnly ? 'No errors; nothing was stored.' : 'Imported.');
	return EXIT.ok;
};

export const listReleases: Run<Record<never, never>> = async (_values, context) => {
	const client = await context.connect();
	const count = await context.printer.list(RELEASE_KIND, client.releases.list());
	if (count === 0) {
		await context.say('No releases yet. `stoker release import DIR` brings one in.');
	}
	return EXIT.ok;
};

export const showRelease: Run<ReleaseValues> = async ({ release }, context) => {
	const client = await context.connect();
	await context.printer.item(RELEASE_DETAILS, await client.releases.get(release));
	return EXIT.ok;
};

export const deleteRelease: Run<ReleaseDeleteValues> = async ({ release, isConfirmed }, context) => {
	requireAnswerable(isConfirmed, context, 'release delete');
	const client = await context.connect();
	let wanted = release;
	if (!isConfirmed) {
		const { id, name, version } = await client.releases.get(release);
		await confirmByName(`${name}@${version}`, `Release ${name}@${version} will be deleted.`, context);
		wanted = id;
	}
	await client.releases.delete(wanted);
	await context.say(`Release ${release} is deleted.`);
	return EXIT.ok;
};
