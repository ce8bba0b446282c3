import { encodeExplanation } from '@stoker/shared/codec/explanation.js';
import type { ExplanationServiceService } from '@stoker/shared/wire/stoker/v1/explanation.js';
import { getExplanation } from '../../service/explanations.js';
import type { ServicePorts } from '../../service/ports.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the explanation service. */
export function explanationHandlers(ports: ServicePorts): ServiceHandlers<ExplanationServiceService> {
	return { getExplanation: async (request) => encodeExplanation(await getExplanation(ports, request)) };
}
