import { randomBytes } from 'node:crypto';
import type { Log } from '@stoker/shared/model/ports.js';
import { formatUuidV7 } from '@stoker/shared/model/uuid.js';
import { Meters } from './meter/meters.js';
import { DurationHistory } from './service/duration-history.js';
import { EventHub } from './service/event-hub.js';
import { NotificationKeeper } from './service/notification-keeper.js';
import { PlanGraphs } from './service/plan-graphs.js';
import type { ServicePorts } from './service/ports.js';
import { DeploymentStarter } from './service/start-deployment.js';

/** The use cases, ready for the doors. */
export interface ComposedServices {
	readonly ports: ServicePorts;
	readonly events: EventHub;
	readonly starter: DeploymentStarter;
	readonly notifications: NotificationKeeper;
}

/** Puts the use cases together and feeds committed events to those who watch. */
export function composeServices(
	base: Pick<ServicePorts, 'store' | 'clock' | 'engine' | 'logFiles' | 'blobs' | 'fileSources'> & {
		readonly log: Log;
		readonly meters?: Meters;
	},
): ComposedServices {
	const events = new EventHub(base.store);
	const notifications = new NotificationKeeper(base);
	base.store.onEvents((committed) => {
		events.publish(committed);
		notifications.publish(committed);
	});
	const ports: ServicePorts = {
		...base,
		planGraphs: new PlanGraphs(base.store),
		durations: new DurationHistory(base),
		meters: base.meters ?? new Meters(),
		newId: () => formatUuidV7(base.clock.wallMs(), randomBytes(16)),
	};
	return { ports, events, starter: new DeploymentStarter(ports), notifications };
}
