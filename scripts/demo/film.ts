/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext, Page } from 'playwright-core';

import { installFromDebian } from '../debian';

const run = promisify(execFile);

const HELP =
	'ffmpeg is missing, which makes the video. Install it (Debian: apt-get install ffmpeg; macOS: brew install ffmpeg), then run npm run demo again.';
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
		private readonly ffmpeg: string,
	) {}

	/** @param ffmpeg the program that makes the video */
	static async begin(context: BrowserContext, folder: string, ffmpeg: string): Promise<Film> {
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		const easel = await context.newPage();
		await easel.setViewportSize(FRAME);
		return new Film(folder, easel, ffmpeg);
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
		await run(this.ffmpeg, ['-y', '-loglevel', 'error', ...input, ...output]);
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

/** ffmpeg of this machine; installs Debian's where there is none and it may. Throws with what to install. */
export async function findFfmpeg(): Promise<string> {
	const present = inPath();
	if (present) return present;
	await installFromDebian(['ffmpeg'], HELP);
	const installed = inPath();
	if (!installed) throw new Error(HELP);
	return installed;
}

function inPath(): string | undefined {
	const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
