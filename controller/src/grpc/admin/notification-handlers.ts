import { encodeNotification } from '@stoker/shared/codec/notification.js';
import type { NotificationServiceService } from '@stoker/shared/wire/stoker/v1/notification.js';
import { listNotifications, markNotificationsRead } from '../../service/notifications.js';
import type { ServicePorts } from '../../service/ports.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the notification service. */
export function notificationHandlers(ports: ServicePorts): ServiceHandlers<NotificationServiceService> {
	return {
		listNotifications: async (request) => {
			const { items, nextPageToken } = await listNotifications(ports, request);
			return { notifications: items.map(encodeNotification), nextPageToken };
		},
		markNotificationsRead: async (request, { audit }) => ({
			count: await markNotificationsRead(ports, request, audit),
		}),
	};
}
