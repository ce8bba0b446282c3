import { diskPictures } from '@stoker/shared/picture/disks/disk-picture.js';
import { drawDisksSvg } from '@stoker/shared/picture/disks/draw-disks-svg.js';
import { describe, expect, test } from 'vitest';
import { clippedTexts, overlaps, parseSvg } from '../../../test/support/parse-svg.js';
import { type ExampleMachine, planExample, STORAGE_EXAMPLES } from '../../../test/support/storage-examples.js';
import { renderStoragePlan } from '../views/storage-plan-view.js';
import { makeStyle } from '../views/style.js';
import { textWidth } from '../views/text.js';

function drawExample(name: string, machine?: ExampleMachine) {
	const { plan, inventory, layout } = planExample(name, machine);
	return { plan, pictures: diskPictures(plan, inventory, layout) };
}

const style = (columns: number, isUnicode: boolean, hasColour = false) =>
	makeStyle({ hasColour, isUnicode, columns, nowMs: 0 });

test('there are twenty examples', () => {
	expect(STORAGE_EXAMPLES).toHaveLength(20);
});

describe.each(STORAGE_EXAMPLES)('the example %s', (name) => {
	const { plan, pictures } = drawExample(name);
	const golden = `./golden/storage-${name.replace(/\.\w+$/, '')}`;

	test('looks as it did in a terminal', async () => {
		const wide = renderStoragePlan(plan, pictures, style(120, true));
		const narrow = renderStoragePlan(plan, pictures, style(80, false));
		await expect(wide).toMatchFileSnapshot(`${golden}-120.txt`);
		await expect(narrow).toMatchFileSnapshot(`${golden}-80-ascii.txt`);
	});

	test('fits the terminal, and needs neither colour nor more than ASCII', () => {
		for (const columns of [80, 120]) {
			const lines = renderStoragePlan(plan, pictures, style(columns, false)).split('\n');
			expect(lines.filter((line) => textWidth(line) > columns)).toEqual([]);
			expect(lines.filter((line) => /[^ -~]/.test(line))).toEqual([]);
		}
	});

	test('is drawn to scale, without overlap and without a clipped label', async () => {
		const svg = drawDisksSvg(pictures, `Disks by ${name}`);
		const drawing = parseSvg(svg);
		expect(overlaps(drawing.boxes)).toEqual([]);
		expect(clippedTexts(drawing)).toEqual([]);
		expect(drawing.boxes).toHaveLength(pictures.flatMap(({ before, after }) => [...before, ...after]).length);
		await expect(svg).toMatchFileSnapshot(`${golden}.svg`);
	});

	test('tells every loss of the plan in the picture before', () => {
		const drawn = pictures.flatMap(({ before }) => before.filter(({ tone }) => tone === 'lost'));
		const named = plan.destroys.flatMap(({ items }) => items.filter(({ name: item }) => !item.startsWith('/dev/')));
		expect(drawn.length).toBe(named.length);
	});
});

test('what is lost is red, what is kept is green', () => {
	const { plan, pictures } = drawExample('11-keep-data.yaml');
	const text = renderStoragePlan(plan, pictures, style(80, true, true));
	expect(text).toContain('\u001b[31mlost     2  60.0 GiB  root');
	expect(text).toContain('\u001b[32mkept     3   300 GiB  data');
});

test('an array of which half is not in the layout is left alone', () => {
	expect(() => planExample('05-raid-0.yaml', 'used-machine.json')).toThrow('/dev/md127 on /dev/sdb');
});
