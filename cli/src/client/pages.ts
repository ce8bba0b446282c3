import type { Page } from '@stoker/shared/model/views.js';

/** Reads a listing page by page. A server that repeats a page token would never end: that is refused. */
export async function* eachPage<Item, PageOf extends Page<Item>>(
	fetchPage: (pageToken: string) => Promise<PageOf & Page<Item>>,
): AsyncGenerator<PageOf, void, undefined> {
	let pageToken = '';
	do {
		const page: PageOf = await fetchPage(pageToken);
		yield page;
		if (page.nextPageToken !== '' && page.nextPageToken === pageToken) {
			throw new Error('The controller answered with the same page twice.');
		}
		pageToken = page.nextPageToken;
	} while (pageToken !== '');
}

/** Reads a listing row by row, fetching pages as they are needed. */
export async function* eachItem<Item>(
	fetchPage: (pageToken: string) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
	for await (const page of eachPage(fetchPage)) {
		yield* page.items;
	}
}
