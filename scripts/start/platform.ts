/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import type { IDataObject } from 'n8n-workflow';

import { startFlowMate } from '../../sandbox/flowmate';

export interface Platform {
	/** What to tell the user about it. */
	name: string;
	isSandbox: boolean;
	credential: IDataObject;
	/** User name of the customer whom the first example sends data for. Undefined: leave it as it is. */
	customer?: string;
	close(): Promise<void>;
}

/** The FlowMate installation that FLOWMATE_URL names, else a sandbox with demo data. */
export async function flowMatePlatform(): Promise<Platform> {
	return installation() ?? (await sandbox());
}

function installation(): Platform | undefined {
	const {
		FLOWMATE_URL: baseUrl,
		FLOWMATE_USERNAME: username,
		FLOWMATE_PASSWORD: password,
		FLOWMATE_TOKEN: token,
		FLOWMATE_CUSTOMER: customer,
	} = process.env;
	if (!baseUrl && !username && !password && !token) return undefined;
	if (!baseUrl || !(token || (username && password)))
		throw new Error(
			'To use your own FlowMate, set FLOWMATE_URL, and FLOWMATE_USERNAME with FLOWMATE_PASSWORD or FLOWMATE_TOKEN.',
		);
	return {
		name: `FlowMate at ${baseUrl}`,
		isSandbox: false,
		credential: token
			? { authentication: 'token', baseUrl, token }
			: { authentication: 'login', baseUrl, username, password },
		customer,
		close: async () => {},
	};
}

async function sandbox(): Promise<Platform> {
	const { url, partner, close } = await startFlowMate({ seed: 'demo' });
	return {
		name: `FlowMate sandbox at ${url} (${partner.username} / ${partner.password})`,
		isSandbox: true,
		credential: { authentication: 'login', baseUrl: url, ...partner },
		close,
	};
}
