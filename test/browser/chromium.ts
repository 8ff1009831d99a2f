/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

import { installFromDebian } from '../../scripts/debian';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const HELP =
	'The browser tests need Chromium. Install it (Debian: apt-get install chromium), or name a Chromium or Chrome in CHROMIUM_PATH.';

/** Nothing but the pages it is sent to: no updates, no reports. */
const FLAGS = [
	'--headless=new',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--hide-scrollbars',
	'--force-color-profile=srgb',
	'--font-render-hinting=none',
];

/** A Chromium of this machine; installs Debian's where there is none and it may. Throws with what to install. */
export async function findChromium(): Promise<string> {
	const named = process.env.CHROMIUM_PATH;
	if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names a file that is not there: ${named}`);
	const present = named ?? PLACES.find((place) => existsSync(place));
	if (present) return present;
	await installFromDebian(['chromium', 'fonts-liberation'], HELP);
	if (!existsSync(PLACES[0])) throw new Error(HELP);
	return PLACES[0];
}

export async function launchChromium(): Promise<Browser> {
	return await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
}
