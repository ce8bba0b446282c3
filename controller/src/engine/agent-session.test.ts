import type { AssignmentId } from '@stoker/shared/model/ids.js';
import type { Assignment, ControllerEnvelope, Hello } from '@stoker/shared/model/session.js';
import { describe, expect, it } from 'vitest';
import { AgentSession } from './agent-session.js';

const HELLO = {
	nodeId: '1',
	instanceId: 'i',
	bootId: 'b',
	journalId: 'j',
	slots: 1,
	inventoryDigest: '',
	attempts: [],
	agentVersion: '',
} as unknown as Hello;

const WELCOME = {
	sessionEpoch: 1,
	verdicts: [],
	heartbeatSeconds: 5,
	wantsInventory: false,
	blobUrl: '',
	controllerVersion: '',
	nodeName: '',
};

function assignment(id: string, bytes = 2): Assignment {
	return {
		assignmentId: id as AssignmentId,
		deploymentId: 'd' as never,
		taskId: 't',
		attempt: 1,
		taskType: 'shell',
		parametersJson: new Uint8Array(bytes),
		timeoutSeconds: 1,
		isNoop: false,
	};
}

function open() {
	const sent: ControllerEnvelope[] = [];
	const transport = { isClosed: false, send: (envelope: ControllerEnvelope) => void sent.push(envelope), close() {} };
	const session = new AgentSession(HELLO, transport, 1, 0);
	return { sent, session };
}

describe('AgentSession', () => {
	it('says nothing before the welcome', () => {
		const { sent, session } = open();
		session.assign(assignment('a'));
		session.flush();
		expect(sent).toEqual([]);
		session.open(WELCOME);
		expect(sent.map((envelope) => Object.keys(envelope))).toEqual([['welcome'], ['cancels', 'assignments', 'logs']]);
	});

	it('acknowledges cumulatively, whatever the order in which reports become durable', () => {
		const { sent, session } = open();
		session.open(WELCOME);
		session.dispose(2, 'stale');
		session.flush();
		expect(sent).toHaveLength(1);
		session.dispose(3, 'applied');
		session.dispose(1, 'applied');
		session.flush();
		expect(sent[1]?.acknowledgement).toEqual({
			throughReport: 3,
			dispositions: [{ report: 2, disposition: 'stale' }],
		});
	});

	it('sends one envelope a turn, and splits parameters that would not fit', () => {
		const { sent, session } = open();
		session.open(WELCOME);
		session.dispose(1, 'applied');
		session.logStored('a' as AssignmentId, 7);
		session.logStored('a' as AssignmentId, 9);
		for (const id of ['a', 'b', 'c']) {
			session.assign(assignment(id, 250 * 1024));
		}
		session.flush();
		expect(sent.slice(1).map((envelope) => envelope.assignments?.length)).toEqual([2, 1]);
		expect(sent[1]?.logs).toEqual([{ assignmentId: 'a', storedLength: 9 }]);
		expect(sent[2]?.acknowledgement).toBeUndefined();
	});

	it('is silent once closed', () => {
		const { sent, session } = open();
		session.open(WELCOME);
		session.close();
		session.assign(assignment('a'));
		session.flush();
		session.dismiss(1, 'late');
		expect(sent).toHaveLength(1);
	});

	it('takes reports only as they are numbered', () => {
		const { session } = open();
		session.expectReport(1);
		expect(() => session.expectReport(3)).toThrow('report 3 follows report 1');
		expect(() => session.expectReport(1)).toThrow('report 1 follows report 1');
		session.expectReport(2);
	});
});
