import type { Subject, Work } from './cases';
import { middle, type Row } from './results';

const WIDTH = 900;
const PANEL = { width: 400, height: 250 };
const MARGIN = { left: 60, top: 60, gapX: 40, gapY: 40 };

/** Colour-blind safe (Okabe and Ito); each subject also has a dash pattern of its own. */
const LINES: Array<{ subject: Subject; name: string; color: string; dash: string }> = [
	{ subject: 'flowmate', name: 'FlowMate node', color: '#0072b2', dash: '' },
	{ subject: 'http', name: 'HTTP Request node', color: '#d55e00', dash: '7 3' },
	{ subject: 'conventional', name: 'conventional declarative node', color: '#cc79a7', dash: '2 3' },
	{ subject: 'fetch', name: 'plain fetch', color: '#555555', dash: '10 3 2 3' },
];

const PANELS: Array<{ work: Work; title: string }> = [
	{ work: 'start', title: '(a) Start, one request per item: items' },
	{ work: 'startMany', title: '(b) Start Many; HTTP Request, one per item: flows' },
	{ work: 'getAll', title: '(c) Get Many, Return All, 1,000 a page: flows' },
	{ work: 'send', title: '(d) Send Data to Flow, 1 kB: items' },
];

/** Time of the node over the size of the work, both logarithmic, one panel per work: an SVG of its own, without scripts or fonts. */
export function chart(rows: Row[]): string {
	const height = MARGIN.top + 2 * (PANEL.height + MARGIN.gapY) + 10;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" fill="#222">`,
		`<title>Time of the node against an instant server</title>`,
		`<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
		...legend(),
		...PANELS.map(({ work, title }, index) => {
			const x = MARGIN.left + (index % 2) * (PANEL.width + MARGIN.gapX);
			const y = MARGIN.top + Math.floor(index / 2) * (PANEL.height + MARGIN.gapY);
			const shown = rows.filter((row) => row.work === work && row.latency === 0);
			return `<g transform="translate(${x} ${y})">${panel(shown, title).join('')}</g>`;
		}),
		'</svg>\n',
	].join('\n');
}

function legend(): string[] {
	return LINES.map(({ name, color, dash }, index) => {
		const x = MARGIN.left + [0, 160, 355, 615][index];
		return `<path d="M${x} 20h34" stroke="${color}" stroke-width="2.5" stroke-dasharray="${dash}"/><text x="${x + 40}" y="24">${name}</text>`;
	});
}

function panel(rows: Row[], title: string): string[] {
	const points = rows.map((row) => ({ ...row, ms: Math.max(middle(row, 'node'), 1) }));
	const decades = (values: number[]): [number, number] => [
		Math.floor(Math.log10(Math.min(...values))),
		Math.max(
			Math.ceil(Math.log10(Math.max(...values)) - 1e-9),
			Math.floor(Math.log10(Math.min(...values))) + 1,
		),
	];
	const [left, right] = decades(points.map(({ size }) => size));
	const [bottom, top] = decades(points.map(({ ms }) => ms));
	const width = PANEL.width - 40;
	const height = PANEL.height - 40;
	const x = (size: number) => round(((Math.log10(size) - left) / (right - left)) * width);
	const y = (ms: number) => round(20 + height - ((Math.log10(ms) - bottom) / (top - bottom)) * height);
	const grid: string[] = [`<text x="0" y="8" font-weight="bold">${title}</text>`];
	for (let power = bottom; power <= top; power++) {
		const at = y(10 ** power);
		grid.push(
			`<path d="M0 ${at}H${width}" stroke="#ddd"/><text x="-6" y="${at + 4}" text-anchor="end">${time(10 ** power)}</text>`,
		);
	}
	for (let power = left; power <= right; power++) {
		const at = x(10 ** power);
		const label = (10 ** power).toLocaleString('en');
		grid.push(
			`<path d="M${at} 20V${20 + height}" stroke="#ddd"/><text x="${at}" y="${36 + height}" text-anchor="middle">${label}</text>`,
		);
	}
	const lines = LINES.flatMap(({ subject, color, dash }) => {
		const line = points.filter((point) => point.subject === subject).sort((a, b) => a.size - b.size);
		if (line.length === 0) return [];
		const path = line.map(({ size, ms }, index) => `${index ? 'L' : 'M'}${x(size)} ${y(ms)}`).join('');
		const dots = line.map(
			({ size, ms }) => `<circle cx="${x(size)}" cy="${y(ms)}" r="3.5" fill="${color}"/>`,
		);
		return [
			`<path d="${path}" fill="none" stroke="${color}" stroke-width="2.5" stroke-dasharray="${dash}"/>`,
			...dots,
		];
	});
	return [...grid, ...lines];
}

const round = (value: number) => Math.round(value * 10) / 10;

const time = (ms: number) => (ms >= 1_000 ? `${ms / 1_000} s` : `${ms} ms`);
