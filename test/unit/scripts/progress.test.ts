import { showProgress, type Screen, type Stage } from '../../../scripts/progress';

let tell: (stage: Stage) => void;
let end: () => void;
let fail: (error: Error) => void;

const work = async (tellOf: typeof tell) => {
	tell = tellOf;
	return await new Promise<string>((resolve, reject) => {
		end = () => resolve('a cake');
		fail = reject;
	});
};

function screenOf(options: Partial<Screen> = {}) {
	const written: string[] = [];
	return { ...options, written, write: (text: string) => written.push(text) };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('where there is no terminal', () => {
	test('there are lines for the title and the end, and what is done is said once in half a minute', async () => {
		const screen = screenOf();
		const baking = showProgress('Baking', work, screen);
		tell('mixing');
		jest.advanceTimersByTime(20_000);
		tell('heating');
		jest.advanceTimersByTime(20_000);
		tell('waiting');
		jest.advanceTimersByTime(30_000);
		end();
		expect(await baking).toBe('a cake');
		expect(screen.written.join('')).toBe('Baking …\n  30 s: heating\n  60 s: waiting\n  done in 70 s\n');
	});

	test('what was said is not said again', async () => {
		const screen = screenOf();
		const baking = showProgress('Baking', work, screen);
		tell('waiting');
		jest.advanceTimersByTime(600_000);
		end();
		await baking;
		expect(screen.written).toEqual(['Baking …\n', '  30 s: waiting\n', '  done in 600 s\n']);
	});

	test('how far it is is asked for when it is said', async () => {
		const screen = screenOf();
		let cakes = 0;
		const baking = showProgress('Baking', work, screen);
		tell(() => `${cakes} of 20 cakes`);
		cakes = 7;
		jest.advanceTimersByTime(30_000);
		cakes = 12;
		jest.advanceTimersByTime(30_000);
		end();
		await baking;
		expect(screen.written.slice(1, 3)).toEqual(['  30 s: 7 of 20 cakes\n', '  60 s: 12 of 20 cakes\n']);
	});
});

describe('in a terminal', () => {
	test('one line renews itself, and is as long as there is room', async () => {
		const screen = screenOf({ isTTY: true, columns: 23 });
		const baking = showProgress('Baking', work, screen);
		tell('mixing flour and milk');
		jest.advanceTimersByTime(2_000);
		end();
		await baking;
		expect(screen.written).toEqual([
			'\r\x1b[KBaking … 0 s',
			'\r\x1b[KBaking … 1 s, mixing f',
			'\r\x1b[KBaking … 2 s, mixing f',
			'\r\x1b[KBaking: done in 2 s\n',
		]);
	});

	test('one that does not know its width gets a line of 79 characters', async () => {
		const screen = screenOf({ isTTY: true, columns: 0 });
		const baking = showProgress('Baking', work, screen);
		tell('x'.repeat(100));
		jest.advanceTimersByTime(1_000);
		end();
		await baking;
		expect(screen.written[1]).toBe(`\r\x1b[KBaking … 1 s, ${'x'.repeat(65)}`);
	});
});

test('work that fails is said to have stopped, and fails as it did', async () => {
	const screen = screenOf();
	const baking = showProgress('Baking', work, screen);
	jest.advanceTimersByTime(3_000);
	fail(new Error('no eggs'));
	await expect(baking).rejects.toThrow('no eggs');
	expect(screen.written).toEqual(['Baking …\n', '  stopped after 3 s\n']);
});
