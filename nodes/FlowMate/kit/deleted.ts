import type { IDataObject } from 'n8n-workflow';
import type { Reply } from './request';
import type { Item } from './scope';
import type { Subject } from './subject';

/**
 * The result of a delete. A 404 to a repeated request means that an earlier attempt, whose answer was lost, did it;
 * a 404 to the first attempt means that there was nothing to delete.
 */
export function deleted(item: Item, answer: Reply, [id]: string[], subject: Subject): IDataObject {
	if (answer.statusCode === 404 && !answer.repeated) throw item.door.refused(answer, subject);
	return { deleted: true, id };
}
