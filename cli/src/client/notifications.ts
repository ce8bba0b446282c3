import { decodeNotification } from '@stoker/shared/codec/notification.js';
import type { NotificationView } from '@stoker/shared/model/notification.js';
import { NotificationServiceService as service } from '@stoker/shared/wire/stoker/v1/notification.js';
import type { Connection } from './connection.js';
import { eachItem } from './pages.js';

export interface NotificationFilter {
	/** Id or name; empty for all, and for what belongs to none. */
	readonly environment?: string;
	/** Those that were read too. */
	readonly withRead?: boolean;
}

const PAGE_SIZE = 1000;

/** Calls about what people should know. */
export class NotificationsClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** Newest first. */
	list({
		environment = '',
		withRead = false,
	}: NotificationFilter = {}): AsyncGenerator<NotificationView, void, undefined> {
		return eachItem(async (pageToken) => {
			const request = { environment, withRead, pageSize: PAGE_SIZE, pageToken };
			const { notifications, nextPageToken } = await this.#connection.unary(service.listNotifications, request);
			return { items: notifications.map(decodeNotification), nextPageToken };
		});
	}

	/** Marks notifications as read, for everybody; answers how many had not been. */
	async markRead(which: { readonly ids: readonly string[] } | 'all'): Promise<number> {
		const request = which === 'all' ? { ids: [], all: true } : { ids: [...which.ids], all: false };
		return (await this.#connection.unary(service.markNotificationsRead, request)).count;
	}
}
