/** Elements that have no end. */
const VOID = new Set(['meta', 'br', 'hr', 'img', 'input', 'link']);

/** Tags of a page that are not closed, or closed where they were not open. */
export function unbalanced(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const markup = page.replace(/<!doctype html>/i, '').replace(/(<(script|style)\b[^>]*>)[\s\S]*?(<\/\2>)/g, '$1$3');
  for (const [, end, name, rest] of markup.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|[^">])*)>/g)) {
    if (end === '/') {
      if (open.pop() !== name) wrong.push(`</${name}>`);
    } else if (!rest.endsWith('/') && !VOID.has(name)) open.push(name);
  }
  const stray = markup.replace(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|[^">])*)>/g, '').match(/[<>]/g) ?? [];
  return [...wrong, ...open, ...stray];
}
