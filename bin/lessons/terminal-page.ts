import { wrapWords } from '../output/wrap.js';

/** Markdown as a page of the terminal: paragraphs are wrapped, what commands print stays as it is, marks of the language go. */
export function terminalPage(markdown: string, width: number, bold: (text: string) => string): string {
  const lines: string[] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    if (paragraph.length > 0) lines.push(...wrapWords(plain(paragraph.join(' ')), width, /^(?:- |\d\. )/.test(paragraph[0]) ? 2 : 0));
    paragraph = [];
  };
  let isFenced = false;
  for (const line of markdown.split('\n')) {
    const isText = !isFenced && /^[^#|<\s`-]|^- |^`[^`]/.test(line);
    if (!isText || /^(?:- |\d\. )/.test(line)) endParagraph();
    if (isText) paragraph.push(line);
    else if (line.startsWith('```')) isFenced = !isFenced;
    else if (isFenced) lines.push(`  ${line}`.trimEnd());
    else if (line.startsWith('#')) lines.push(bold(line.replace(/^#+ /, '')));
    else if (!line.startsWith('<!--')) lines.push(line);
  }
  endParagraph();
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
    .replace(/^\n+/, '')}\n`;
}

/** Without stars, backquotes and the addresses of links. */
function plain(line: string): string {
  return line
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(^|[\s(])_([^_]+)_/g, '$1$2')
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/`([^`]+)`/g, '$1');
}
