/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console -- runs in Node, not inside n8n */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext, Page } from 'playwright-core';

import { installFromDebian } from '../debian';

const run = promisify(execFile);

const FFMPEG = ['/usr/bin/ffmpeg', '/usr/local/bin/ffmpeg', '/opt/homebrew/bin/ffmpeg'];
const HELP = 'The pictures are there; the video needs ffmpeg. Install it (Debian: apt-get install ffmpeg).';
const SECONDS_PER_FRAME = 6;

/** The whole window, with a line below that says what is seen. Sizes are even, as video wants them. */
const FRAME = { width: 1400, height: 980 };
const CAPTION_HEIGHT = 80;
export const WINDOW = { width: FRAME.width, height: FRAME.height - CAPTION_HEIGHT };

/** Numbered pictures with captions in a folder, and a video of them. */
export class Film {
	private count = 0;

	private constructor(
		private readonly folder: string,
		private readonly easel: Page,
	) {}

	static async begin(context: BrowserContext, folder: string): Promise<Film> {
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		const easel = await context.newPage();
		await easel.setViewportSize(FRAME);
		return new Film(folder, easel);
	}

	/** Keeps what the page shows now as the next frame. */
	async take(page: Page, caption: string): Promise<void> {
		await page.evaluate('document.fonts.ready');
		const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
		await this.easel.setContent(frameOf(picture, caption));
		await this.easel.locator('img').evaluate('image => image.decode()');
		this.count++;
		const path = join(this.folder, `${String(this.count).padStart(2, '0')}.png`);
		await this.easel.screenshot({ path });
		console.log(`${path}  ${caption}`);
	}

	/** @returns the video's file */
	async finish(): Promise<string> {
		const file = join(this.folder, 'demo.mp4');
		const input = ['-framerate', `1/${SECONDS_PER_FRAME}`, '-i', join(this.folder, '%02d.png')];
		const output = ['-c:v', 'libx264', '-tune', 'stillimage', '-r', '10', '-pix_fmt', 'yuv420p', file];
		await run(await findFfmpeg(), ['-y', '-loglevel', 'error', ...input, ...output]);
		return file;
	}
}

function frameOf(picture: Buffer, caption: string): string {
	const text = caption.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	return `<style>
		body { margin: 0; }
		img { display: block; width: ${WINDOW.width}px; height: ${WINDOW.height}px; }
		p { margin: 0; height: ${CAPTION_HEIGHT}px; display: grid; place-content: center; padding: 0 40px; box-sizing: border-box;
			background: #1f2937; color: white; font: 24px/30px "Liberation Sans", Arial, sans-serif; text-align: center; }
	</style>
	<img src="data:image/png;base64,${picture.toString('base64')}">
	<p>${text}</p>`;
}

async function findFfmpeg(): Promise<string> {
	if (!FFMPEG.some((path) => existsSync(path))) await installFromDebian(['ffmpeg'], HELP);
	return FFMPEG.find((path) => existsSync(path)) ?? FFMPEG[0];
}
