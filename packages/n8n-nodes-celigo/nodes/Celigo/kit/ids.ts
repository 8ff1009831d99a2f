import type { IdForm } from './service';

/** What an ID matches from end to end. */
export const idForm = ({ pattern }: IdForm) => new RegExp(`^(?:${pattern})$`);

/** The ID that a value is, as the service writes it: without blanks around it, and in lower case where case means nothing. */
export function idIn(value: unknown, ids: IdForm): string | undefined {
	if (typeof value !== 'string') return undefined;
	const id = value.trim();
	if (!idForm(ids).test(id)) return undefined;
	return ids.ignoresCase ? id.toLowerCase() : id;
}
