import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDataFolder, openDataFolder } from './data-folder.js';

let parent = '';
let folder = '';
beforeEach(() => {
	parent = mkdtempSync(join(tmpdir(), 'stoker-data-'));
	folder = join(parent, 'deep', 'data');
});
afterEach(() => {
	rmSync(parent, { recursive: true, force: true });
});

function codeOf(action: () => unknown): string {
	try {
		action();
	} catch (error) {
		return error instanceof StokerError ? `${error.code}: ${error.message}` : String(error);
	}
	return 'no error';
}

function makeFolder(): void {
	const made = createDataFolder(folder);
	made.complete();
	made.close();
}

describe('making a data folder', () => {
	it('makes private folders and takes ownership', () => {
		const made = createDataFolder(folder);
		for (const path of [folder, made.paths.ca, made.paths.logs, made.paths.run]) {
			expect(statSync(path).mode & 0o777).toBe(0o700);
		}
		for (const path of [made.paths.database, made.paths.lock]) {
			expect(statSync(path).mode & 0o777).toBe(0o600);
		}
		expect(codeOf(() => openDataFolder(folder))).toMatch(/DATA_FOLDER_INVALID.*interrupted/);
		made.complete();
		expect(codeOf(() => openDataFolder(folder))).toMatch(/DATA_FOLDER_IN_USE/);
		made.close();
		openDataFolder(folder).close();
	});

	it('takes an empty folder that is there, and makes it private', () => {
		mkdirSync(folder, { recursive: true, mode: 0o755 });
		makeFolder();
		expect(statSync(folder).mode & 0o777).toBe(0o700);
	});

	it('leaves a folder with something in it as it is', () => {
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'photo.jpg'), '');
		expect(codeOf(() => createDataFolder(folder))).toMatch(/DATA_FOLDER_EXISTS.*not empty/);
		expect(readdirSync(folder)).toEqual(['photo.jpg']);
	});

	it('refuses one that exists already, in use or not', () => {
		makeFolder();
		expect(codeOf(() => createDataFolder(folder))).toMatch(/DATA_FOLDER_EXISTS.*already/);
		const owner = openDataFolder(folder);
		expect(codeOf(() => createDataFolder(folder))).toMatch(/DATA_FOLDER_IN_USE/);
		owner.close();
	});

	it('refuses what is no folder', () => {
		writeFileSync(join(parent, 'deep'), '');
		expect(codeOf(() => createDataFolder(folder))).toMatch(/DATA_FOLDER_INVALID/);
	});

	it('names an interrupted init', () => {
		createDataFolder(folder).close();
		expect(codeOf(() => createDataFolder(folder))).toMatch(/DATA_FOLDER_EXISTS.*interrupted/);
		expect(codeOf(() => openDataFolder(folder))).toMatch(/DATA_FOLDER_INVALID.*interrupted/);
	});
});

describe('opening a data folder', () => {
	it('refuses one that is not there, or not a data folder, and makes nothing', () => {
		expect(codeOf(() => openDataFolder(folder))).toMatch(/DATA_FOLDER_INVALID.*does not exist/);
		expect(existsSync(folder)).toBe(false);
		mkdirSync(folder, { recursive: true });
		expect(codeOf(() => openDataFolder(folder))).toMatch(/DATA_FOLDER_INVALID/);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('closes it to others again', () => {
		makeFolder();
		chmodSync(folder, 0o755);
		openDataFolder(folder).close();
		expect(statSync(folder).mode & 0o777).toBe(0o700);
	});

	it('loses its lock with its owner, however that dies', async () => {
		makeFolder();
		const module = resolve(import.meta.dirname, 'data-folder.ts');
		const script = `const { openDataFolder } = await import(${JSON.stringify(module)});
			openDataFolder(${JSON.stringify(folder)}); process.stdout.write('owned'); setInterval(() => {}, 1000);`;
		const flags = ['--conditions=@stoker/source', '--import', 'tsx', '--input-type=module', '-e', script];
		const owner = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
		await once(owner.stdout, 'data');
		expect(codeOf(() => openDataFolder(folder))).toMatch(/DATA_FOLDER_IN_USE/);
		owner.kill('SIGKILL');
		await once(owner, 'exit');
		openDataFolder(folder).close();
	});
});
