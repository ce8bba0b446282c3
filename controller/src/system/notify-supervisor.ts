import { execFile } from 'node:child_process';
import type { Log } from '@stoker/shared/model/ports.js';

/** What systemd wants to know of a service of type notify. */
export type ServiceState = 'READY=1' | 'STOPPING=1';

/** Tells systemd, if it started this process. Its own tool is asked: Node opens no datagram sockets on paths. */
export function notifySupervisor(state: ServiceState, log: Log): void {
	if (process.env['NOTIFY_SOCKET'] === undefined) {
		return;
	}
	execFile('systemd-notify', [`--pid=${process.pid}`, state], (error) => {
		if (error !== null) {
			log.warn({ state, err: error }, 'supervisor not told');
		}
	});
}
