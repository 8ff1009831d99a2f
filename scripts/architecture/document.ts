import type { Imports } from './imports';
import { picture } from './picture';

const MARKED = /(<!-- layers: npm run architecture -->\n)[\s\S]*?(<!-- end of layers -->)/;

/** A text with the picture of the layers between its markers. @throws Error where it has none */
export function withPicture(text: string, imports: Imports): string {
	if (!MARKED.test(text)) throw new Error('There are no markers for the picture of the layers');
	return text.replace(MARKED, `$1\`\`\`mermaid\n${picture(imports)}\n\`\`\`\n$2`);
}
