import type { Script, Turn } from './turn';

export interface ChatModel {
	/** Base URL as n8n's OpenAI credential wants it, without a slash at its end. */
	readonly url: string;
	/** The only API key that it takes. */
	readonly apiKey: string;
	script: Script;
	/** All that it was told, a turn per request. */
	readonly turns: Turn[];
	close(): Promise<void>;
}
