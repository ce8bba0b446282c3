/**
 * A process that writes without end until it is killed: `store-writer.ts PATH FIRST`. Each unit is a transaction of three
 * events, every other one through `write` with a row beside them; a unit is printed when the store has promised it.
 */
import { writeSync } from 'node:fs';
import { openSqliteStore } from '../../controller/src/store/sqlite/open-sqlite-store.js';
import { batch, event } from './store-fixtures.js';

const AT_ONCE = 8;
const [path = '', first = '0'] = process.argv.slice(2);

const store = await openSqliteStore({ path });
let next = Number(first);

async function storeUnit(unit: number): Promise<void> {
	const events = [0, 1, 2].map((part) => event(`${unit}/${part}`));
	if (unit % 2 === 0) {
		await store.commit([batch({ events: events.slice(0, 1) }), batch({ events: events.slice(1) })]);
		return;
	}
	await store.write(async (transaction) => {
		await transaction.appendEvents(events.slice(0, 2));
		await transaction.db
			.insertInto('setting')
			.values({ name: `unit-${unit}`, value: '' })
			.execute();
		await transaction.appendEvents(events.slice(2));
	});
}

async function writeForEver(): Promise<void> {
	for (;;) {
		const unit = next++;
		await storeUnit(unit);
		writeSync(1, `${unit}\n`);
	}
}

await Promise.all(Array.from({ length: AT_ONCE }, writeForEver));
