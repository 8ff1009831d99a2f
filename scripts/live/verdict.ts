/** What the check found out about one thing that is not known. */
export interface Finding {
	verdict: 'as assumed' | 'differs' | 'could not be seen';
	/** Without names, ids and values of anybody. */
	detail: string;
}

export const asAssumed = (detail = ''): Finding => ({ verdict: 'as assumed', detail });
export const differs = (detail: string): Finding => ({ verdict: 'differs', detail });

/** `as assumed` where it holds, else what is there instead. */
export const judge = (holds: boolean, seen: string, instead = seen): Finding =>
	holds ? asAssumed(seen) : differs(instead);

/** Thrown where an installation does not let something be seen, such as a list without records. */
export class Unseen extends Error {}

/** Something that documentation leaves open, and what the nodes assume. */
export interface Question<World> {
	id: string;
	title: string;
	/** Whether it can be asked only of records that the check made. */
	writes?: boolean;
	/** Whether all that went through is what it looks at. */
	last?: boolean;
	/** @throws Unseen */
	ask(world: World): Promise<Finding>;
}

/** What an operation promises, whatever the installation. */
export interface Case<World> {
	/** `flow.get` */
	operation: string;
	promise: string;
	/**
	 * `read` changes nothing; `write` works on records of the check's own, which are removed; `disposable` leaves something behind
	 * or needs records that only the sandbox has.
	 */
	needs: 'read' | 'write' | 'disposable';
	/** @throws AssertionError where the promise is not kept, Unseen where that does not show */
	keeps(world: World): Promise<void>;
}
