import type { Inputs } from '../../../../../../../nodes/FlowMate/kit/inputs';
import { idForm } from '../../../../../../../nodes/FlowMate/kit/ids';
import { operation } from '../../../../../../../nodes/FlowMate/kit/operation';
import type { Outcome, Target } from '../../../../../../../nodes/FlowMate/kit/outcome';
import { failed, failedWith } from '../../../../../../../nodes/FlowMate/kit/outcome';
import { filledText } from '../../../../../../../nodes/FlowMate/kit/parameters';
import { pathOf } from '../../../../../../../nodes/FlowMate/kit/path';
import type { Item } from '../../../../../../../nodes/FlowMate/kit/scope';
import { shelf } from '../../service';

export const idField = filledText({
	displayName: 'ID Field',
	name: 'idField',
	type: 'string',
	default: 'id',
	required: true,
	description: 'Name of the field of the input items that holds the ID of the book',
});

/** PUT /books/{id}/withdrawn for each book. Answers 200 { result: Book }, or 409 for one that is lent. */
export const withdrawMany = operation({
	name: 'Withdraw Many',
	value: 'withdrawMany',
	action: 'Withdraw many books',
	description: 'Keep books from being lent, all input items at once',
	method: 'PUT',
	path: ['books', 'withdrawn'],
	uses: [idField],
	many: { noun: 'books', verb: 'withdrawn', targets, work },
});

function targets(item: Item, inputs: Inputs): Target[] {
	const field = item.read(idField);
	return inputs.map(({ index, item: { json } }) => {
		const id = String(json[field] ?? '');
		if (idForm(shelf.ids).test(id)) return { index, id };
		const message = `The field '${field}' is not the ID of a book (${shelf.ids.inWords}) [item ${index}]`;
		return { index, id, problem: { code: 400, message } };
	});
}

async function work(item: Item, given: Target[]): Promise<Outcome[]> {
	return await Promise.all(given.map(async (target) => await withdraw(item, target)));
}

async function withdraw(item: Item, { id, problem }: Target): Promise<Outcome> {
	if (problem) return failed(id, problem.code, problem.message);
	const subject = { what: `book '${id}'`, repeatable: true };
	try {
		const book = await item.fetchOne({ method: 'PUT', path: pathOf('books', id, 'withdrawn'), subject });
		return { id, status: String(book.status) };
	} catch (error) {
		return failedWith(id, error);
	}
}
