import type { NotificationListValues, NotificationReadValues } from '../arguments/notification.js';
import { formatCount } from '../views/format.js';
import { NOTIFICATION_KIND } from '../views/notification-view.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';

export const listNotifications: Run<NotificationListValues> = async (filter, context) => {
	const client = await context.connect();
	const count = await context.printer.list(NOTIFICATION_KIND, client.notifications.list(filter));
	if (count === 0) {
		await context.say(filter.withRead ? 'No notifications.' : 'Nothing new. `--all` shows what was read, too.');
	}
	return EXIT.ok;
};

export const readNotifications: Run<NotificationReadValues> = async ({ ids }, context) => {
	const client = await context.connect();
	const count = await client.notifications.markRead(ids === undefined ? 'all' : { ids });
	await context.say(`${formatCount(count, 'notification')} marked as read.`);
	return EXIT.ok;
};
