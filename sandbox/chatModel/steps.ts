import type { Script, ToolCall } from './turn';

/** Calls these tools one after the other, whatever comes back, and then says this. */
export function steps(calls: ToolCall[], say: string): Script {
	return ({ called }) => (called.length < calls.length ? { call: [calls[called.length]] } : { say });
}
