import type { EventBody } from '@stoker/shared/model/event.js';
import type { EventView } from '@stoker/shared/model/views.js';
import { dateText, stateCell } from './cells.js';
import { courseCell } from './control-words.js';
import type { Details } from './printer.js';
import type { Style } from './style.js';
import type { Cell } from './table.js';
import { sanitizeLine } from './text.js';

type Describe = { readonly [K in EventBody['kind']]: (body: Extract<EventBody, { kind: K }>) => EventWords };

interface EventWords {
	readonly subject: string;
	readonly state: Cell;
	readonly note: string;
}

const DESCRIBE: Describe = {
	task_run_changed: ({ taskId, nodeId, to, attempt, message }) => ({
		subject: `${taskId}@${nodeId}`,
		state: stateCell(to),
		note: [attempt > 1 ? `attempt ${attempt}` : '', message].filter((part) => part !== '').join(', '),
	}),
	deployment_changed: ({ deploymentId, state, message }) => ({
		subject: `deployment ${deploymentId}`,
		state: stateCell(state),
		note: message,
	}),
	deployment_control_changed: ({ deploymentId, control, message }) => ({
		subject: `deployment ${deploymentId}`,
		state: courseCell('running', control),
		note: message,
	}),
	environment_changed: ({ status, message }) => ({ subject: 'environment', state: stateCell(status), note: message }),
	node_changed: ({ nodeId, status, message }) => ({
		subject: `node ${nodeId}`,
		state: stateCell(status),
		note: message,
	}),
	object_changed: ({ object, id, action }) => ({ subject: `${object} ${id}`, state: { text: action }, note: '' }),
};

export const EVENT_DETAILS: Details<EventView> = {
	kind: { singular: 'event', plural: 'events', name: ({ sequence }) => String(sequence), columns: [] },
	render: renderEvent,
};

function renderEvent({ sequence, atMs, body }: EventView, style: Style): string {
	const { paint } = style;
	const describe = DESCRIBE[body.kind] as (body: EventBody) => EventWords;
	const { subject, state, note } = describe(body);
	const head = `${String(sequence).padStart(6)}  ${dateText(atMs, style)}`;
	const words = `${sanitizeLine(subject)} ${paint[state.tone ?? 'plain'](sanitizeLine(state.text))}`;
	return `${paint.dim(head)}  ${words}${note === '' ? '' : `: ${sanitizeLine(note)}`}\n`;
}
