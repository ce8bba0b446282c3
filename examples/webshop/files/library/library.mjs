// What the programs of the shop have in common: where things lie, who has which address, how one asks and serves.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

export const root = (process.env.STOKER_ROOT ?? '').replace(/\/$/, '');
const settings = JSON.parse(readFileSync(`${root}/etc/webshop/settings.json`, 'utf8'));
const addresses = JSON.parse(readFileSync(`${root}/etc/webshop/address.json`, 'utf8'));

/** Address and port of a service: the store and the balancer have fixed places, the rest is at home here. */
export function placeOf(service) {
	const { host, port } = settings[service];
	return { host: host === undefined ? addresses.own : `${addresses.network}.${host}`, port };
}

export function urlOf(service, path = '') {
	const { host, port } = placeOf(service);
	return `http://${host}:${port}${path}`;
}

/** Status and text of an answer; throws a sentence that names the address when there is none. */
export async function ask(url, options = {}) {
	try {
		const answer = await fetch(url, { signal: AbortSignal.timeout(settings.patienceMs), ...options });
		return { status: answer.status, text: await answer.text() };
	} catch (error) {
		throw new Error(`${url} does not answer: ${error.cause?.message ?? error.message}`);
	}
}

/** The old or the new content is there after a kill, never a part of it. */
export function writeWhole(path, text) {
	writeFileSync(`${path}.new`, text, { flush: true });
	renameSync(`${path}.new`, path);
}

/** Listens on the service's own address. `answer(request, path, body)` gives {status, value}; the value is sent as JSON. */
export function serve(service, answer) {
	const { host, port } = placeOf(service);
	const server = createServer(async (request, response) => {
		const { status, value } = await readBody(request)
			.then((body) =>
				request.url === '/health'
					? { status: 200, value: { service, url: urlOf(service), pid: process.pid } }
					: answer(request.method, request.url, body),
			)
			.catch((error) => ({ status: 503, value: { problem: error.message } }));
		response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(value)}\n`);
	});
	server.on('error', (error) => {
		const why = error.code === 'EADDRINUSE' ? 'another program listens there; end it first' : error.message;
		console.error(`${service}: ${host}:${port} cannot be used: ${why}.`);
		process.exit(3);
	});
	server.listen(port, host, () => {
		const startTicks = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1).split(' ')[19];
		writeWhole(`${root}/run/webshop/${service}.pid`, `${process.pid} ${startTicks}\n`);
		console.log(`${new Date().toISOString()} ${service} listens on ${host}:${port}`);
	});
	process.on('SIGTERM', () => process.exit(0));
}

const MOST_BYTES = 4096;

async function readBody(request) {
	let body = '';
	for await (const piece of request.setEncoding('utf8')) {
		body += piece;
		if (body.length > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} characters`);
	}
	return body;
}
