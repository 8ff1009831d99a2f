import type { Locator, Page } from 'playwright-core';

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

interface Thing {
	name: string;
	box: Box;
}

interface Line {
	name: string;
	points: Box[];
}

/** What lies on the canvas, as a person sees it: nodes with the lines below them, and notes with their text. */
export class Canvas {
	constructor(private readonly page: Page) {}

	get nodes(): Locator {
		return this.page.getByTestId('canvas-node');
	}

	get notes(): Locator {
		return this.page.getByTestId('sticky');
	}

	/** Names and subtitles, which stand below the nodes. */
	get labels(): Locator {
		return this.nodes.locator('[class*=description]');
	}

	/** What a picture of the whole workflow is to show. */
	get everything(): Locator[] {
		return [this.nodes, this.notes, this.labels, this.page.getByTestId('canvas-handle-plus')];
	}

	/** What keeps a person from reading the workflow: `Stop Flows lies over the text of Note: Stop`. */
	async complaints(): Promise<string[]> {
		const nodes = await this.nodesWithLabels();
		const lines = await this.pointsOfLines();
		const notes = await Promise.all((await this.notes.all()).map(thing));
		const texts = await this.textsOfNotes();
		return [
			...pairs(nodes, nodes)
				.filter(([a, b]) => a.name < b.name && overlap(a.box, b.box))
				.map(([a, b]) => `${a.name} lies over ${b.name}`),
			...pairs(nodes, texts)
				.filter(([node, text]) => overlap(node.box, text.box))
				.map(([node, text]) => `${node.name} lies over the text of ${text.name}`),
			...pairs(texts, lines)
				.filter(([text, { points }]) => points.some((point) => overlap(text.box, point)))
				.map(([text, line]) => `${line.name} crosses the text of ${text.name}`),
			...pairs(nodes, notes)
				.filter(([node, note]) => overlap(node.box, note.box) && !holds(note.box, node.box))
				.map(([node, note]) => `${node.name} lies across the edge of ${note.name}`),
			...pairs(texts, notes)
				.filter(([text, note]) => text.name === note.name && !holds(note.box, text.box))
				.map(([text]) => `${text.name} is too small for its text`),
			...[...nodes, ...notes]
				.filter(({ box }) => !holds(this.view, box))
				.map(({ name }) => `${name} is out of view`),
		];
	}

	private get view(): Box {
		return { x: 0, y: 0, ...this.page.viewportSize()! };
	}

	private async nodesWithLabels(): Promise<Thing[]> {
		return await Promise.all(
			(await this.nodes.all()).map(async (node) => ({
				name: String(await node.getAttribute('data-node-name')),
				box: boxAround([await boxOf(node), await boxOf(node.locator('[class*=description]').first())]),
			})),
		);
	}

	/** Each line between two nodes as a hundred points. */
	private async pointsOfLines(): Promise<Line[]> {
		return await this.page.evaluate<
			Line[]
		>(`[...document.querySelectorAll('[data-test-id=edge]')].map((edge) => ({
			name: 'The line from ' + edge.dataset.sourceNodeName + ' to ' + edge.dataset.targetNodeName,
			points: [...edge.querySelectorAll('path')].flatMap((path) => Array.from({ length: 100 }, (_, part) => {
				const point = path.getPointAtLength((path.getTotalLength() * part) / 99);
				const { x, y } = point.matrixTransform(path.getScreenCTM());
				return { x, y, width: 0, height: 0 };
			})),
		}))`);
	}

	private async textsOfNotes(): Promise<Thing[]> {
		const texts = await Promise.all(
			(await this.notes.all()).map(async (note) => {
				const { name } = await thing(note);
				const parts = await note.locator('h2, p').filter({ hasText: /\S/ }).all();
				return await Promise.all(parts.map(async (part) => ({ name, box: await boxOf(part) })));
			}),
		);
		return texts.flat();
	}
}

/** The smallest box around all, with a margin. */
export function boxAround(boxes: Box[], margin = 0): Box {
	const x = Math.min(...boxes.map((box) => box.x)) - margin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + margin;
	return { x, y, width: right - x, height: bottom - y };
}

const thing = async (note: Locator): Promise<Thing> => ({
	name: (await note.locator('h2').first().innerText()).trim(),
	box: await boxOf(note),
});

async function boxOf(part: Locator): Promise<Box> {
	const box = await part.boundingBox();
	if (!box) throw new Error(`${String(part)} is not on the screen`);
	return box;
}

const pairs = <A, B>(as: A[], bs: B[]): Array<[A, B]> => as.flatMap((a) => bs.map((b): [A, B] => [a, b]));

const overlap = (a: Box, b: Box): boolean =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const holds = (outer: Box, inner: Box): boolean =>
	outer.x <= inner.x &&
	outer.y <= inner.y &&
	inner.x + inner.width <= outer.x + outer.width &&
	inner.y + inner.height <= outer.y + outer.height;
