import type { Entry } from '../kit/parameter';
import type { Scope } from '../kit/scope';

type Instant = Entry<string | undefined>;

/** Two instants in order. @throws NodeOperationError when the first is later than the second */
export function rangeOf(scope: Scope, first: Instant, last: Instant): { from?: string; to?: string } {
	const from = scope.read(first);
	const to = scope.read(last);
	if (!from || !to || from <= to) return { from, to };
	const name = first.property.displayName;
	throw scope.badInput(`'${name}' is after '${last.property.displayName}'`, `Choose a '${name}' that is not later`);
}
