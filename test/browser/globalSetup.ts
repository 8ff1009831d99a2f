import { installN8n } from '../../scripts/n8n/install';
import { findChromium } from './chromium';

/** Before all tests, since fetching n8n and Chromium may take longer than a test may. */
export default async (): Promise<void> => {
	await installN8n();
	await findChromium();
};
