import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { pastedToken, webAddress } from '../kit/address';

/** The fields of the credential 'Celigo API', as n8n hands them over: decrypted, expressions resolved for the item at hand. */
export interface CeligoCredential extends ICredentialDataDecryptedObject {
	region: string;
	/** Used where the region is `custom`. */
	baseUrl: string;
	token: string;
}

/** Celigo's regions are tenants of their own: a token of one is refused by the others. */
export const REGIONS: Record<string, string> = {
	na: 'https://api.integrator.io',
	eu: 'https://api.eu.integrator.io',
	au: 'https://api.au.integrator.io',
	ca: 'https://api.ca.integrator.io',
};

/** The base URL without `/v1` and without a trailing slash. @throws UserError when there is none */
export function baseUrl({ region, baseUrl }: Pick<CeligoCredential, 'region' | 'baseUrl'>): string {
	if (region !== 'custom') return REGIONS[region] ?? notAddressed("'Region' in the Celigo credential is unknown");
	const address = webAddress(baseUrl);
	return address?.replace(/\/v1$/, '') ?? notAddressed("'Base URL' in the Celigo credential is not a web address");
}

/** The token, without the word Bearer that people paste along with it: Celigo refuses it doubled. @throws UserError when empty */
export function apiToken({ token }: Pick<CeligoCredential, 'token'>): string {
	const text = pastedToken(token);
	if (text && !/^Bearer$/i.test(text)) return text;
	throw new UserError("'API Token' in the Celigo credential is empty", {
		description: 'Create a token in Celigo under Resources → API tokens and paste it',
	});
}

function notAddressed(message: string): never {
	throw new UserError(message, {
		description: 'Choose the region of your Celigo account, or enter an address such as https://api.integrator.io',
	});
}
