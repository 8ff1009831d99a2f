import type { FastifyInstance } from 'fastify';
import type { Options } from './options';
import type { State } from './state';

/** What the routes share. Options may be changed while the sandbox runs. */
export interface Service {
	state: State;
	options: Options;
}

export type Routes = (app: FastifyInstance, service: Service) => void;

export type ById = { Params: { id: string } };

export type ByStep = { Params: { id: string; step: string } };
