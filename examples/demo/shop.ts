import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DemoFailure } from './demo-failure.js';
import { CHECKOUT_FILES } from './layout.js';

/** What the front door answers. */
export interface FrontDoorAnswer {
	readonly offer: string;
	/** URL of the application server that answered. */
	readonly servedBy: string;
}

/** A fixed place of the shop within its network. */
export interface Place {
	readonly host: number;
	readonly port: number;
}

/** The fixed places of the shop. */
export interface Places {
	readonly store: Place;
	readonly balancer: Place;
}

const PATIENCE_MS = 3000;

/** Reads the places from the settings that the release uploads. */
export async function readPlaces(): Promise<Places> {
	const tasks = await readFile(join(CHECKOUT_FILES.release, 'graphs/default.tasks.yaml'), 'utf8');
	const find = (service: string): Place => {
		const [, host, port] = new RegExp(`"${service}": \\{ "host": (\\d+), "port": (\\d+) \\}`).exec(tasks) ?? [];
		if (host === undefined || port === undefined) {
			throw new DemoFailure(`The example release does not say where its ${service} is.`);
		}
		return { host: Number(host), port: Number(port) };
	};
	return { store: find('store'), balancer: find('balancer') };
}

/** The shop as customers and its owner see it, over the network. */
export class Shop {
	readonly frontDoor: string;
	readonly #offerUrl: string;

	constructor(network: string, { store, balancer }: Places) {
		this.frontDoor = `http://${network}.${balancer.host}:${balancer.port}/`;
		this.#offerUrl = `http://${network}.${store.host}:${store.port}/values/offer`;
	}

	/** What the store offers. */
	async readOffer(): Promise<string> {
		return (await ask(this.#offerUrl)) as string;
	}

	/** Writes a value into the store that nobody can have known before. */
	async changeOffer(): Promise<string> {
		const offer = `lot-${randomBytes(8).toString('hex')}`;
		await ask(this.#offerUrl, { method: 'PUT', body: offer });
		return offer;
	}

	/** One answer through the balancer for each application server, each of which must tell the offer. */
	async buy(offer: string, servers: number): Promise<readonly FrontDoorAnswer[]> {
		const answers = new Map<string, FrontDoorAnswer>();
		for (let tried = 0; tried < servers * 2 && answers.size < servers; tried += 1) {
			const answer = (await ask(this.frontDoor)) as FrontDoorAnswer;
			if (answer.offer !== offer) {
				throw new DemoFailure(`The store offers ${offer}, but the front door answered ${JSON.stringify(answer)}.`);
			}
			answers.set(answer.servedBy, answer);
		}
		if (answers.size < servers) {
			const seen = [...answers.keys()].join(', ');
			throw new DemoFailure(`${servers} application servers were deployed, but only these answer: ${seen}.`);
		}
		return [...answers.values()];
	}
}

async function ask(url: string, options: RequestInit = {}): Promise<unknown> {
	const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) }).catch((error: unknown) => {
		const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
		throw new DemoFailure(`${url} does not answer: ${cause instanceof Error ? cause.message : 'unknown reason'}.`);
	});
	const text = await answer.text();
	if (!answer.ok) {
		throw new DemoFailure(`${url} answered ${answer.status}: ${text.trim()}`);
	}
	return JSON.parse(text);
}
