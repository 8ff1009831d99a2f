import { installN8n } from '../../scripts/n8n/install';
import { installServices } from '../../scripts/n8n/services';

/** Before all tests, since fetching n8n may take longer than a test may. */
export default async (): Promise<void> => {
	await installServices();
	await installN8n();
};
