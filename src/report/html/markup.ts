/** Text that is markup already. Whatever else is put into a page is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

/** What can stand in a template: text and numbers are escaped, markup is kept, lists are joined, nothing is nothing. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** A template of markup in which every value is escaped, unless it is markup itself: markup`<b>${title}</b>`. */
export function markup(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(fixed.map((text, index) => text + (index < parts.length ? markupOf(parts[index]) : '')).join(''));
}

function markupOf(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return part.map(markupOf).join('');
}

/** Text as it is, in elements and in quoted attributes alike. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Data for a script element: no `</script>`, no `<!--`, and no line separators in it, whatever texts it holds. */
export function jsonForScript(value: unknown): Html {
  const escapes: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' };
  return new Html(JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => escapes[sign]));
}

/** The parts with something between them. */
export function joined(parts: readonly Part[], between: string): Part[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [between, part]));
}
