import { installN8n } from '../../scripts/n8n/install';

/** Before all tests, since fetching n8n may take longer than a test may. */
export default async (): Promise<void> => {
	await installN8n();
};
