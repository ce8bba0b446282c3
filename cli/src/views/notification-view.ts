import type { NotificationSeverity, NotificationView } from '@stoker/shared/model/notification.js';
import { ageCell, dateText } from './cells.js';
import type { Kind } from './printer.js';
import type { Tone } from './style.js';

const TONES: Readonly<Record<NotificationSeverity, Tone>> = { info: 'plain', warning: 'warn', error: 'bad' };

export const NOTIFICATION_KIND: Kind<NotificationView> = {
	singular: 'notification',
	plural: 'notifications',
	name: ({ id }) => id,
	columns: [
		{ key: 'id', cell: ({ id }) => id, align: 'right' },
		{ key: 'severity', cell: ({ severity }) => ({ text: severity, tone: TONES[severity] }) },
		{ key: 'age', cell: ({ atMs }, style) => ageCell(atMs, style), align: 'right' },
		{ key: 'env', cell: ({ environmentName }) => environmentName, isFlexible: true },
		{ key: 'message', cell: ({ message }) => message, isFlexible: true },
		{ key: 'object', cell: ({ object }) => object, isFlexible: true, isHidden: true },
		{ key: 'topic', cell: ({ topic }) => topic, isHidden: true },
		{ key: 'at', cell: ({ atMs }, style) => dateText(atMs, style), isHidden: true },
		{
			key: 'read',
			cell: ({ readAtMs, readBy }) => (readAtMs === undefined ? 'no' : readBy),
			isFlexible: true,
			isHidden: true,
		},
	],
};
