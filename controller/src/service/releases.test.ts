import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RELEASE_FILES, refusalOf, releaseFiles, ServiceRig, SUBJECT } from '../../../test/support/service-rig.js';
import { createEnvironment } from './environments.js';
import { importRelease } from './import-release.js';
import { deleteRelease, getRelease, listReleases } from './releases.js';

const FIRST_PAGE = { pageSize: 0, pageToken: '' };

describe('releases', () => {
	let rig: ServiceRig;
	beforeEach(async () => {
		rig = await ServiceRig.open();
	});
	afterEach(() => rig.close());

	const withVersion = (version: string) =>
		releaseFiles({
			...RELEASE_FILES,
			'release.yaml': (RELEASE_FILES['release.yaml'] ?? '').replace('"1.0"', `"${version}"`),
		});
	const importFiles = (files = releaseFiles(), validateOnly = false) =>
		importRelease(rig.ports, { files, validateOnly }, SUBJECT);

	it('are found by id, name and NAME@VERSION after an import', async () => {
		const { releases, warnings } = await importFiles();
		expect(warnings).toEqual([]);
		const [release] = releases;
		expect(release).toMatchObject({ name: 'shop', version: '1.0', isAvailable: true });
		expect(release?.graphs).toEqual([{ type: 'default', taskCount: 3 }]);
		for (const reference of ['shop', 'shop@1.0', release?.id ?? '']) {
			expect(await getRelease(rig.ports, reference)).toEqual(release);
		}
	});

	it('are the same ones when equal files come again, in another order', async () => {
		const first = await importFiles();
		const second = await importFiles(releaseFiles().toReversed());
		expect(second.releases).toEqual(first.releases);
		expect((await listReleases(rig.ports, FIRST_PAGE)).items).toHaveLength(1);
	});

	it('are refused when other content comes under a known name and version', async () => {
		await importFiles();
		const other = releaseFiles({ ...RELEASE_FILES, 'graphs/default.tasks.yaml': '- {id: x, type: stage}\n' });
		expect(await refusalOf(importFiles(other))).toMatchObject({
			code: 'RELEASE_EXISTS',
			subject: { release: 'shop@1.0' },
		});
		expect((await refusalOf(importFiles(other, true))).code).toBe('RELEASE_EXISTS');
	});

	it('are not stored when only validated, nor when anything is wrong, and every problem is told', async () => {
		expect((await importFiles(releaseFiles(), true)).releases[0]).toMatchObject({ id: '', name: 'shop' });
		const broken = {
			...RELEASE_FILES,
			'graphs/default.tasks.yaml': '- {id: a, type: shel}\n- {id: a, type: shell}\n',
		};
		const files = [...releaseFiles(broken), { path: 'graphs/other.tasks.yaml', content: Uint8Array.of(0xff, 0xfe) }];
		const error = await refusalOf(importFiles(files));
		expect(error.code).toBe('RELEASE_INVALID');
		const codes = error.diagnostics.map((diagnostic) => diagnostic.code);
		expect(codes).toEqual(expect.arrayContaining(['FILE_NOT_UTF8', 'TASK_TYPE_UNKNOWN', 'PARAMETER_MISSING']));
		expect((await listReleases(rig.ports, FIRST_PAGE)).items).toEqual([]);
	});

	it('name every file that breaks a bound', async () => {
		const many = Array.from({ length: 65 }, (_, index) => ({ path: `graphs/${index}.yaml`, content: Buffer.of() }));
		expect((await refusalOf(importFiles(many))).violations).toEqual([
			{ field: 'files', description: 'has 65 files; at most 64 are allowed' },
		]);
		const bad = [
			{ path: '../release.yaml', content: Buffer.alloc(0) },
			{ path: 'a', content: Buffer.alloc(17 * 1024 * 1024) },
			{ path: 'a', content: Buffer.alloc(0) },
		];
		const { violations } = await refusalOf(importFiles(bad));
		expect(violations.map((violation) => violation.field)).toEqual(['files', 'files[0].path', 'files[2].path']);
	});

	it('are listed newest first, in pages whose tokens fit nothing else', async () => {
		for (const version of ['1', '2', '3']) {
			await importFiles(withVersion(version));
			await new Promise((resolve) => setTimeout(resolve, 2));
		}
		const first = await listReleases(rig.ports, { pageSize: 2, pageToken: '' });
		expect(first.items.map((release) => release.version)).toEqual(['3', '2']);
		const rest = await listReleases(rig.ports, { pageSize: 2, pageToken: first.nextPageToken });
		expect(rest.items.map((release) => release.version)).toEqual(['1']);
		expect(rest.nextPageToken).toBe('');
		const damaged = `${first.nextPageToken.slice(0, -4)}AAAA`;
		const error = await refusalOf(listReleases(rig.ports, { pageSize: 2, pageToken: damaged }));
		expect(error.violations[0]?.field).toBe('page_token');
	});

	it('cannot be deleted while an environment is made of them', async () => {
		await importFiles();
		await createEnvironment(rig.ports, { name: 'prod', release: 'shop' }, SUBJECT);
		expect(await refusalOf(deleteRelease(rig.ports, 'shop', SUBJECT))).toMatchObject({
			code: 'RELEASE_IN_USE',
			subject: { environments: 'prod' },
		});
		await importFiles(withVersion('2'));
		await deleteRelease(rig.ports, 'shop@2', SUBJECT);
		expect((await refusalOf(getRelease(rig.ports, 'shop@2'))).code).toBe('RELEASE_NOT_FOUND');
	});
});
