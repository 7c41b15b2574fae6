import { isOnCommandLine, type Issue } from './issue.js';

const width = 80;

/** What the terminal shows for bad input: each mistake with its place, a code frame and a remedy; the verdict is the last line. */
export function renderIssues(issues: readonly Issue[]): string {
  return `${issues.map(renderIssue).join('\n')}\n${renderVerdict(issues)}\n`;
}

/** `4 errors in 1 file. Nothing was run. (exit 2)` */
function renderVerdict(issues: readonly Issue[]): string {
  const files = new Set(issues.filter((issue) => !isOnCommandLine(issue)).map((issue) => issue.file)).size;
  const places = [...(files > 0 ? [`in ${files} ${files === 1 ? 'file' : 'files'}`] : []), ...(issues.some(isOnCommandLine) ? ['on the command line'] : [])];
  return `${issues.length} ${issues.length === 1 ? 'error' : 'errors'} ${places.join(' and ')}. Nothing was run. (exit 2)`;
}

function renderIssue(issue: Issue): string {
  const isSaid = issue.expected === null || issue.message.includes(issue.expected);
  const remedy = issue.suggestion ?? (isSaid ? '' : `expected ${issue.expected}`);
  if (issue.frame === null)
    return [shown(issue.message), ...(remedy === '' ? [] : wrap(remedy, width - margin.length).map((line) => margin + line))].join('\n');
  const isOption = isOnCommandLine(issue);
  const view = crop(issue.frame.text, issue.column - 1, issue.frame.length);
  const lines = [shown(`${isOption ? issue.file : `${issue.file}:${issue.line}:${issue.column}`}  ${issue.message}`)];
  if (issue.frame.text === '' && issue.frame.before === null)
    return [...lines, ...(remedy === '' ? [] : wrap(remedy, width - margin.length).map((line) => margin + line))].join('\n');
  if (issue.frame.before !== null) lines.push(`${number(issue.line - 1)} | ${clip(issue.frame.before)}`);
  lines.push(`${isOption ? margin : `${number(issue.line)} | `}${view.text}`);
  lines.push(...underline(view.start, view.length, remedy));
  return lines.join('\n');
}

const margin = '     | ';

/** The carets with the remedy behind them, or below them where it does not fit in the line. */
function underline(start: number, length: number, remedy: string): string[] {
  const carets = `${margin}${' '.repeat(start)}${'^'.repeat(length)}`;
  if (remedy === '') return [carets];
  if (carets.length + 1 + remedy.length <= width) return [`${carets} ${remedy}`];
  return [carets, ...wrap(remedy, width - margin.length).map((line) => margin + line)];
}

/** The part of a long line around the carets, so that the frame stays within the width. */
function crop(text: string, start: number, length: number): { readonly text: string; readonly start: number; readonly length: number } {
  const plain = shown(text);
  const room = width - margin.length;
  if (plain.length <= room) return { text: plain, start, length };
  const from = start + Math.min(length, 20) <= room - 10 ? 0 : Math.max(0, start - 20);
  const head = from === 0 ? '' : '…';
  const body = plain.slice(from, from + room - head.length);
  const tail = from + body.length < plain.length ? `${body.slice(0, -1)}…` : body;
  const at = start - from + head.length;
  return { text: head + tail, start: at, length: Math.max(1, Math.min(length, head.length + tail.length - at)) };
}

/** One column for each character: tabs are spaces, and what would command the terminal is not sent to it. */
function shown(text: string): string {
  return text.replaceAll('\t', ' ').replace(/\p{Cc}/gu, '\uFFFD');
}

function clip(text: string): string {
  const room = width - margin.length;
  const plain = shown(text);
  return plain.length <= room ? plain : `${plain.slice(0, room - 1)}…`;
}

function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

function number(line: number): string {
  return String(line).padStart(4);
}
