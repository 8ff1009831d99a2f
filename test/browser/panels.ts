import type { Editor } from './editor';

/** What the panel shows for an operation. */
export interface Panel {
	/** What stands below the operation, from broad to narrow. */
	fields: string[];
	/** What a choice brings with it that nobody would guess. */
	notice?: string;
}

/** Goes through operations of a resource in the open panel. */
export async function panelsOf(
	editor: Editor,
	resource: string,
	operations: string[],
): Promise<Record<string, Panel>> {
	if (resource !== (await editor.chosen('resource'))) await editor.choose('resource', resource);
	const panels: Record<string, Panel> = {};
	for (const operation of operations) {
		if (operation !== (await editor.chosen('operation'))) await editor.choose('operation', operation);
		const [, , ...fields] = await editor.labels();
		const [notice] = await editor.notices.allInnerTexts();
		panels[operation] = { fields, ...(notice && { notice }) };
	}
	return panels;
}
