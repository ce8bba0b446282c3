import type { Store } from '../store/store.js';

const NAME = 'clock.lastWallMs';

/** The last wall time this installation has seen; 0 when it is new. */
export async function loadLastWallMs(store: Store): Promise<number> {
	const row = await store.read(({ db }) =>
		db.selectFrom('setting').select('value').where('name', '=', NAME).executeTakeFirst(),
	);
	return Number(row?.value ?? 0);
}

/** Remembers the wall time; it never goes back. */
export async function saveLastWallMs(store: Store, wallMs: number): Promise<void> {
	await store.write(async ({ db }) => {
		const query = db.selectFrom('setting').select('value').where('name', '=', NAME);
		const value = String(Math.max(wallMs, Number((await query.executeTakeFirst())?.value ?? 0)));
		const upsert = db.insertInto('setting').values({ name: NAME, value });
		await upsert.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
	});
}
