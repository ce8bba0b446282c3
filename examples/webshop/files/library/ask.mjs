// ask.mjs METHOD SERVICE PATH [BODY]: prints the answer; ends with 1 and the reason when it is no good one.
import { ask, urlOf } from './library.mjs';

const [method, service, path, body] = process.argv.slice(2);
const url = urlOf(service, path);
try {
	const { status, text } = await ask(url, { method, ...(body === undefined ? {} : { body }) });
	(status === 200 ? process.stdout : process.stderr).write(status === 200 ? text : `${url}: ${status} ${text}`);
	process.exitCode = status === 200 ? 0 : 1;
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
}
