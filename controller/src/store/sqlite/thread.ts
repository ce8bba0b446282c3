/** Entry of a database thread: answers requests in the order in which they come. */
import { parentPort, workerData } from 'node:worker_threads';
import { classifyFailure } from './classify-failure.js';
import type { ThreadQuestion, ThreadReply, ThreadRequest, ThreadSettings } from './messages.js';
import { openConnection } from './open-connection.js';
import { ThreadDatabase } from './thread-database.js';

function main(): void {
	const port = parentPort;
	if (port === null) {
		throw new Error('this module runs in a worker thread only');
	}
	const settings = workerData as ThreadSettings;
	const reply = (message: ThreadReply): void => port.postMessage(message);
	let database: ThreadDatabase;
	try {
		database = new ThreadDatabase(openConnection(settings), settings.isReader);
	} catch (error) {
		reply({ id: 'opened', failure: { ...classifyFailure(error), kind: 'io' } });
		return;
	}
	reply({ id: 'opened' });
	port.on('message', (request: ThreadRequest) => {
		if (!('id' in request)) {
			database.begin();
			return;
		}
		reply(answer(database, request.id, request.question));
		if (request.question.kind === 'close') {
			port.close();
		}
	});
}

function answer(database: ThreadDatabase, id: number, question: ThreadQuestion): ThreadReply {
	try {
		return { id, answer: database.answer(question) };
	} catch (error) {
		return { id, failure: database.failureOf(error) };
	}
}

main();
