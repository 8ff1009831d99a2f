import type { Page } from 'playwright-core';

/** What a person did, and how long this browser took for it; a person takes longer. */
export interface Done {
	/** Clicks, the beginnings of drags among them. */
	clicks: number;
	/** Texts that were entered. */
	texts: number;
	seconds: number;
}

const COUNT = `(() => {
	const effort = { clicks: 0, texts: 0 };
	window.effort = effort;
	const isText = ({ type, isContentEditable }) => isContentEditable || ['text', 'textarea', 'search'].includes(type);
	addEventListener('pointerdown', () => effort.clicks++, true);
	addEventListener('input', ({ target }) => (effort.texts += isText(target)), true);
})()`;

/** Counts on a page for as long as it is not left; the tests enter a text at once, as if it were pasted. */
export class Effort {
	private readonly start = Date.now();

	private constructor(private readonly page: Page) {}

	static async of(page: Page): Promise<Effort> {
		await page.evaluate(COUNT);
		return new Effort(page);
	}

	async done(): Promise<Done> {
		const { clicks, texts } = await this.page.evaluate<Done>('window.effort');
		return { clicks, texts, seconds: Math.round((Date.now() - this.start) / 1_000) };
	}
}
