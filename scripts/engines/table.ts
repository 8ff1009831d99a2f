import type { Engine } from './install';
import type { Step } from './probe';

const BEGIN = '<!-- engines: npm run test:engines -- --write -->';
const END = '<!-- /engines -->';

/** A table in Markdown: a row for each step, a column for each engine. */
export function tableOf(results: Map<Engine, Step[]>): string {
	const engines = [...results.keys()];
	const titles = [...new Set([...results.values()].flat().map(({ title }) => title))];
	const passed = (engine: Engine, title: string) =>
		results.get(engine)?.some((step) => step.title === title && !step.failure);
	const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [
		row(['n8n-core', ...engines.map(({ core }) => core)]),
		row(['---', ...engines.map(() => ':-:')]),
		row(['with n8n-workflow', ...engines.map(({ workflow }) => workflow)]),
		...titles.map((title) => row([title, ...engines.map((engine) => (passed(engine, title) ? '✓' : '✗'))])),
	].join('\n');
}

/** A shorter table, for README.md: from which engine on everything works, and a row for each, with what does not work there. */
export function summaryOf(results: Map<Engine, Step[]>): string {
	const rows = [...results].map(([{ core, workflow }, steps]) => {
		const failed = steps.filter(({ failure }) => failure).map(({ title }) => title);
		return `| ${core} | ${workflow} | ${steps.length - failed.length} of ${steps.length} | ${failed.join('; ')} |`;
	});
	return [
		minimumOf([...results]),
		'',
		'| n8n-core | n8n-workflow | steps that pass | those that do not |',
		'|---|---|---|---|',
		...rows,
	].join('\n');
}

/** From which engine on every step passes. @param results from the oldest engine to the newest */
function minimumOf(results: Array<[Engine, Step[]]>): string {
	const lastFailure = results.findLastIndex(([, steps]) => steps.some(({ failure }) => failure));
	const [{ core } = { core: undefined }] = results[lastFailure + 1] ?? [];
	if (core === undefined) return 'In the newest engine not every step passes.';
	const [major, minor] = core.split('.').map(Number);
	return `**n8n ${major}.${minor + 1} or newer** is needed: it has n8n-core ${core} or a later one, in which every step passes.`;
}

/** The page with the table between its two marks. Throws if it has no such place. */
export function withTable(page: string, table: string): string {
	const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
	if (begin < 0 || end < begin) throw new Error(`There is no place for the table: ${BEGIN} … ${END}`);
	return `${page.slice(0, begin + BEGIN.length)}\n${table}\n${page.slice(end)}`;
}
