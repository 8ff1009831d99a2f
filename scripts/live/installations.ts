import type { Check } from './check';
import { connectCeligo, type CeligoWorld } from './celigo/world';
import { cases as celigoCases, questions as celigoQuestions } from './celigo';
import { cases, questions } from './flowmate';
import { connectFlowMate } from './flowmate/connect';
import type { FlowMateWorld } from './flowmate/world';

/** An installation that the environment names. */
export interface Installation {
	service: 'FlowMate' | 'Celigo';
	url: string;
	/** Logs in. */
	connect(): Promise<Connected>;
}

type Connected = Ready<FlowMateWorld> | Ready<CeligoWorld>;
type Ready<W> = Pick<Check<W>, 'world' | 'questions' | 'cases' | 'removeAll'>;

type Environment = Partial<Record<string, string>>;

/** @throws Error that says which variables are missing */
export function installationsIn(environment: Environment): Installation[] {
	const found = [flowMateIn(environment), celigoIn(environment)].filter((each) => each !== undefined);
	if (found.length > 0) return found;
	throw new Error(
		'Set FLOWMATE_URL, and FLOWMATE_USERNAME with FLOWMATE_PASSWORD or FLOWMATE_TOKEN; or CELIGO_URL and CELIGO_TOKEN.',
	);
}

function flowMateIn(environment: Environment): Installation | undefined {
	const { FLOWMATE_URL: url, FLOWMATE_USERNAME: username, FLOWMATE_PASSWORD: password } = environment;
	const { FLOWMATE_TOKEN: token, FLOWMATE_USER_PATH: userPath, FLOWMATE_COMPONENT: component } = environment;
	const { FLOWMATE_WEBHOOK_SECRET: key, FLOWMATE_WEBHOOK_SECRET_ID: id } = environment;
	if (!url) return undefined;
	if (!token && !(username && password))
		throw new Error('Set FLOWMATE_USERNAME and FLOWMATE_PASSWORD, or FLOWMATE_TOKEN.');
	const account = token
		? { authentication: 'token' as const, token }
		: { authentication: 'login' as const, username, password };
	const connect = async (): Promise<Ready<FlowMateWorld>> => {
		const world = await connectFlowMate({
			url,
			account,
			userPath,
			component: component ? componentIn(component) : undefined,
			webhookSecret: key && id ? { key, id } : undefined,
		});
		return { world, questions, cases, removeAll: async () => await world.removeAll() };
	};
	return { service: 'FlowMate', url, connect };
}

/** `5ca5c44c187c040010a9bb8b:trigger` */
function componentIn(text: string): { id: string; function: string } {
	const [, id, name] = /^([0-9a-f]{24}):(\w+)$/i.exec(text) ?? [];
	if (id && name) return { id, function: name };
	throw new Error(
		'FLOWMATE_COMPONENT is the ID of a component and the name of its function, as in 5ca5…:trigger',
	);
}

function celigoIn({ CELIGO_URL: url, CELIGO_TOKEN: token }: Environment): Installation | undefined {
	if (!url) return undefined;
	if (!token) throw new Error('Set CELIGO_TOKEN.');
	const connect = async (): Promise<Ready<CeligoWorld>> => {
		const world = await connectCeligo({ url, token });
		return {
			world,
			questions: celigoQuestions,
			cases: celigoCases,
			removeAll: async () => await world.removeAll(),
		};
	};
	return { service: 'Celigo', url, connect };
}
