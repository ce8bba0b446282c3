import { encodeLogPiece } from '@stoker/shared/codec/log.js';
import type { LogServiceService } from '@stoker/shared/wire/stoker/v1/log.js';
import type { EventHub } from '../../service/event-hub.js';
import type { ServicePorts } from '../../service/ports.js';
import { readLog } from '../../service/read-log.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the log service. */
export function logHandlers(ports: ServicePorts, events: EventHub): ServiceHandlers<LogServiceService> {
	return {
		readLog: (request, { signal }, sink) =>
			readLog({ ...ports, events }, request, (piece) => sink.write(encodeLogPiece(piece)), signal),
	};
}
