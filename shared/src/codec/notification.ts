import type { EnvironmentId } from '../model/ids.js';
import type { NotificationSeverity, NotificationView } from '../model/notification.js';
import * as wire from '../wire/stoker/v1/notification.js';
import { decodeOptionalId, decodePresentTime, decodeTime, encodeTime, enumCodec } from './values.js';

const severityCodec = enumCodec<NotificationSeverity, wire.NotificationSeverity>()('notification severity', {
	info: wire.NotificationSeverity.NOTIFICATION_SEVERITY_INFO,
	warning: wire.NotificationSeverity.NOTIFICATION_SEVERITY_WARNING,
	error: wire.NotificationSeverity.NOTIFICATION_SEVERITY_ERROR,
});

/** Writes a notification for the wire. */
export function encodeNotification(notification: NotificationView): wire.Notification {
	const { atMs, severity, environmentId, readAtMs, ...rest } = notification;
	return {
		...rest,
		at: encodeTime(atMs),
		severity: severityCodec.encode(severity),
		environmentId: environmentId ?? '',
		readAt: encodeTime(readAtMs),
	};
}

/** Reads a notification. */
export function decodeNotification(message: wire.Notification): NotificationView {
	const { at, severity, environmentId, readAt, ...rest } = message;
	return {
		...rest,
		atMs: decodePresentTime(at),
		severity: severityCodec.decode(severity),
		environmentId: decodeOptionalId<EnvironmentId>(environmentId),
		readAtMs: decodeTime(readAt),
	};
}
