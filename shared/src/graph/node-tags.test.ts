import { expect, test } from 'vitest';
import type { NodeId } from '../model/ids.js';
import type { ReleaseContent, ReleaseRole } from '../model/release.js';
import { nodeTags } from './node-tags.js';

const role = (id: string, fields: Partial<ReleaseRole> = {}): ReleaseRole => ({
	id,
	name: id,
	description: '',
	tags: [id],
	hasPrimary: false,
	...fields,
});

const release: ReleaseContent = {
	name: 'test',
	version: '1',
	description: '',
	isAvailable: true,
	roles: [
		role('controller', { tags: ['controller', 'database'] }),
		role('store', { hasPrimary: true }),
		role('compute'),
	],
	tags: [
		{ id: 'controller', hasPrimary: true },
		{ id: 'database', hasPrimary: true },
		{ id: 'compute', hasPrimary: false },
	],
	graphs: [],
};

const node = (id: string, ...roles: string[]) => ({ id: id as NodeId, name: `node-${id}`, roles });
const tagsOf = (nodes: readonly ReturnType<typeof node>[]) =>
	nodeTags(nodes, release).map(({ id, tags }) => `${id}: ${tags.join(' ')}`);

test('the lowest numbered node carries the primary form of a tag instead of the tag, whatever the order given', () => {
	const nodes = [node('10', 'controller'), node('9', 'controller', 'compute'), node('11', 'compute')];
	const expected = ['9: primary-controller primary-database compute', '10: controller database', '11: compute'];
	expect(tagsOf(nodes)).toEqual(expected);
	expect(tagsOf(nodes.toReversed())).toEqual(expected);
});

test('a role that has a primary itself gives it to its first node', () => {
	expect(tagsOf([node('2', 'store'), node('1', 'store')])).toEqual(['1: primary-store', '2: store']);
});

test('a role the release does not know is its own tag, and two roles give a tag once', () => {
	expect(tagsOf([node('1', 'ghost'), node('2', 'compute', 'compute')])).toEqual(['1: ghost', '2: compute']);
});
