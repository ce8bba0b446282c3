import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planExample, STORAGE_EXAMPLES, sha256 } from '../../../test/support/storage-examples.js';
import { canonicalJson } from '../model/canonical-json.js';
import { readStoragePlan } from './read-storage-plan.js';

type Writable = Record<string, unknown>;

function written(name: string): Writable {
	return JSON.parse(JSON.stringify(planExample(name, 'blank-machine.json').plan)) as Writable;
}

/** As somebody would write it who can compute a digest. */
function signed(plan: Writable): Writable {
	const { digest: _digest, ...content } = plan;
	return { digest: sha256(canonicalJson(content)), ...content };
}

function pathsOf(document: unknown): readonly string[] {
	const read = readStoragePlan(document, sha256);
	return 'problems' in read ? read.problems.map(({ path }) => path ?? '') : [];
}

test.each(STORAGE_EXAMPLES)('the plan of %s comes back as it was sent', (name) => {
	const { plan } = planExample(name);
	expect(readStoragePlan(JSON.parse(JSON.stringify(plan)), sha256)).toEqual({ plan });
});

describe('a plan is refused', () => {
	const plan = written('03-lvm.yaml');
	const actions = plan['actions'] as readonly Writable[];
	const withAction = (index: number, change: Writable) =>
		signed({ ...plan, actions: actions.map((action, at) => (at === index ? { ...action, ...change } : action)) });
	const indexOf = (kind: string) => actions.findIndex((action) => action['kind'] === kind);

	test('when somebody changed it', () => {
		expect(pathsOf({ ...plan, destroys: [{}] })).not.toEqual([]);
		expect(pathsOf({ ...plan, actions: [] })).toEqual(['digest']);
	});

	test('when it names a disk that is not its own', () => {
		const at = indexOf('wipe_disk');
		const disk = { ...(actions[at]?.['disk'] as Writable), serial: 'ANOTHER' };
		expect(pathsOf(withAction(at, { disk }))).toEqual([`actions[${at}]`]);
		expect(pathsOf(withAction(at, { diskIds: ['nvme', 'sda'] }))).toEqual([`actions[${at}].diskIds`]);
	});

	test('when it has a field that nobody knows, or one is missing, each told with its path', () => {
		const at = indexOf('make_file_system');
		expect(pathsOf(withAction(at, { force: true, label: undefined }))).toEqual([
			`actions[${at}].label`,
			`actions[${at}]`,
		]);
	});

	test('when an action is there twice', () => {
		expect(pathsOf(signed({ ...plan, actions: [...actions, actions[0]] }))).toEqual([`actions[${actions.length}].id`]);
	});

	test.each([
		['create_volume_group', { name: '--force' }, 'name'],
		['create_volume_group', { name: '..' }, 'name'],
		['create_physical_volume', { on: { kind: 'device', itemId: 'x', path: '/dev/../etc/passwd' } }, 'on.path'],
		['create_physical_volume', { on: { kind: 'device', itemId: 'x', path: '-f' } }, 'on.path'],
		['make_file_system', { label: 'a\nb' }, 'label'],
		['make_file_system', { uuid: '; reboot' }, 'uuid'],
		['write_image', { uuid: 'random $(id)' }, 'uuid'],
	])('when %s would give a tool something else than a name: %j', (kind, change, path) => {
		const at = indexOf(kind);
		expect(pathsOf(withAction(at, change))).toEqual([`actions[${at}].${path}`]);
	});
});

test('any document is read or answered with problems', () => {
	const keyed = fc.dictionary(fc.constantFrom('digest', 'disks', 'actions', 'destroys', 'kind', 'on'), fc.jsonValue());
	fc.assert(
		fc.property(fc.oneof(fc.jsonValue(), keyed), (document) => {
			expect(pathsOf(document).length).toBeGreaterThan(0);
		}),
		{ numRuns: 300 },
	);
});
