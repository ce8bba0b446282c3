import { decodeWatchStart, encodeWatchItem } from '@stoker/shared/codec/watch.js';
import type { EventServiceService } from '@stoker/shared/wire/stoker/v1/event.js';
import type { EventHub } from '../../service/event-hub.js';
import type { ServicePorts } from '../../service/ports.js';
import { watchEvents } from '../../service/watch-events.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the event service. */
export function eventHandlers(ports: ServicePorts, events: EventHub): ServiceHandlers<EventServiceService> {
	return {
		watchEvents: ({ environment, start, untilNow }, { signal }, sink) => {
			const request = { environment, start: decodeWatchStart(start), untilNow };
			return watchEvents({ ...ports, events }, request, (item) => sink.write(encodeWatchItem(item)), signal);
		},
	};
}
