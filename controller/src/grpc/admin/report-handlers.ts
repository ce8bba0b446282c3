import { encodeReport } from '@stoker/shared/codec/report.js';
import type { ReportServiceService } from '@stoker/shared/wire/stoker/v1/report.js';
import { reportDeployment } from '../../service/deployment-report.js';
import type { ServicePorts } from '../../service/ports.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the report service. */
export function reportHandlers(ports: ServicePorts): ServiceHandlers<ReportServiceService> {
	return {
		getDeploymentReport: async ({ deploymentId }) => encodeReport(await reportDeployment(ports, deploymentId)),
	};
}
