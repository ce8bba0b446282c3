import { decodeNodeAssignment, encodeEnvironment } from '@stoker/shared/codec/environment.js';
import type { EnvironmentServiceService } from '@stoker/shared/wire/stoker/v1/environment.js';
import { assignNodes, unassignNodes } from '../../service/assignments.js';
import { deleteEnvironment } from '../../service/delete-environment.js';
import { getFacts, setFacts } from '../../service/environment-document.js';
import { createEnvironment, getEnvironment, listEnvironments } from '../../service/environments.js';
import type { ServicePorts } from '../../service/ports.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the environment service. */
export function environmentHandlers(ports: ServicePorts): ServiceHandlers<EnvironmentServiceService> {
	return {
		createEnvironment: async (request, { audit }) => ({
			environment: encodeEnvironment(await createEnvironment(ports, request, audit)),
		}),
		listEnvironments: async (request) => {
			const { items, nextPageToken } = await listEnvironments(ports, request);
			return { environments: items.map(encodeEnvironment), nextPageToken };
		},
		getEnvironment: async ({ environment }) => ({
			environment: encodeEnvironment(await getEnvironment(ports, environment)),
		}),
		deleteEnvironment: async ({ environment }, { audit }) => {
			await deleteEnvironment(ports, environment, audit);
			return {};
		},
		assignNodes: async ({ environment, nodes }, { audit }) => {
			const request = { environment, nodes: nodes.map(decodeNodeAssignment) };
			return { environment: encodeEnvironment(await assignNodes(ports, request, audit)) };
		},
		unassignNodes: async (request, { audit }) => ({
			environment: encodeEnvironment(await unassignNodes(ports, request, audit)),
		}),
		setFacts: async (request, { audit }) => ({ digest: await setFacts(ports, request, audit) }),
		getFacts: async (request) => {
			const { facts, digest } = await getFacts(ports, request);
			return { document: Buffer.from(JSON.stringify(facts)), digest };
		},
	};
}
