/** What n8n says on its way, in the order in which it does, and what that means to a person who waits. */
const SIGNS: Array<[RegExp, string]> = [
	[/Initializing n8n process/, 'preparing itself'],
	[/Starting migration/, 'setting up its database'],
	[/Task Broker ready/, 'loading its nodes'],
	[/Registered runner|Instance registered/, 'activating the workflows'],
	[/Editor is now accessible/, 'ready'],
];

/** What n8n is doing, by what it has printed since it was started. */
export function stageOf(output: string): string {
	const last = SIGNS.findLast(([sign]) => sign.test(output));
	const stage = last?.[1] ?? 'loading its program';
	const changes = output.match(/^Finished migration/gm)?.length ?? 0;
	return stage === 'setting up its database' ? `${stage}, ${changes} migrations done` : stage;
}
