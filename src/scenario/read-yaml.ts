import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type YAMLError } from 'yaml';
import { boundNames } from './language/top-level.js';
import type { Issues } from './issue.js';
import type { IssueCode } from './issue-codes.js';
import type { Place, SourceFile } from './source-file.js';
import { entryOf, isNull, valueOf, type Entry, type TreeNode } from './tree.js';

/** Limits against files that are made to exhaust a machine. */
const limits = { bytes: 1024 * 1024, depth: 64, aliases: 100 } as const;

/**
 * Reads a YAML text into a located tree; null where it cannot be read, with the reason among the issues.
 * @param offset where in the source the YAML begins (an option has its path before it)
 */
export function readYaml(file: SourceFile, issues: Issues, offset = 0): TreeNode | null {
  const text = file.text.slice(offset);
  const whole: Place = { file, start: offset, end: offset + 1 };
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > limits.bytes) {
    issues.add('file-too-large', whole, `the file has ${(bytes / limits.bytes).toFixed(1)} MiB; a scenario may have 1 MiB`, {
      expected: 'at most 1 MiB',
      got: `${bytes} bytes`,
    });
    return null;
  }
  const deep = deepBrackets.exec(text);
  const document = deep === null ? parse(text) : null;
  if (document === null) {
    const start = offset + (deep?.index ?? 0);
    issues.add('too-deep', { file, start, end: start + (deep?.[0].length ?? 1) }, `maps and lists are nested deeper than ${limits.depth}`, {
      expected: `at most ${limits.depth} levels`,
    });
    return null;
  }
  if (document.errors.length + document.warnings.length > 0) {
    // Where the text is no YAML, the first place is the cause and the others follow from it.
    addYamlError([...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])[0], file, offset, issues);
    return null;
  }
  if (document.contents === null) {
    issues.add('file-empty', whole, 'there is nothing in this file', { suggestion: 'a scenario has a title, components and a workload' });
    return null;
  }
  return new Converter(document, file, offset, issues).convert(document.contents, 1);
}

/** So many brackets in a row are no scenario: refused before the parser takes seconds over them. */
const deepBrackets = new RegExp(`(?:[[{]\\s*(?:[\\w-]+:\\s*)?){${limits.depth + 1}}`);

function parse(text: string): Document.Parsed | null {
  try {
    return parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** One refusal of the YAML parser as an issue in our words. */
function addYamlError(error: YAMLError, file: SourceFile, offset: number, issues: Issues): void {
  const start = offset + error.pos[0];
  const line = file.text.slice(file.text.lastIndexOf('\n', start - 1) + 1, start);
  // Inside { } the parser stops at the sign itself, elsewhere behind it.
  const isInFlow = /block scalar indicator/.test(error.message);
  const isFolded = isInFlow || /[:-]\s+[>|][+-]?\d?\s*$/.test(line);
  const word = /^[^\s:,{}[\]]*/.exec(file.text.slice(start))![0];
  const opening = /must .*end with a [}\]]/.test(error.message) ? openBracket(file.text.slice(0, start), offset) : null;
  if (opening !== null && !isFolded) {
    const bracket = file.text[opening];
    issues.add('yaml-syntax', { file, start: opening, end: opening + 1 }, `this ${bracket} is never closed`, {
      suggestion: `close it with ${bracket === '{' ? '}' : ']'}, on this line or further in on the next ones`,
    });
    return;
  }
  const place: Place = {
    file,
    start: isFolded && !isInFlow ? start - (/[>|]\S*\s*$/.exec(line)?.[0].length ?? 0) : start,
    end: start + Math.max(1, word.length),
  };
  const { code, message, suggestion } = isFolded ? foldedWords(isInFlow ? `${line}>` : line, file.text.slice(start).replace(/^[>|]\s*/, '')) : wordsFor(error);
  issues.add(code, place, message, { suggestion });
}

interface Words {
  readonly code: IssueCode;
  readonly message: string;
  readonly suggestion: string | null;
}
/** `below: > 100ms` has a bound already; `jobs.throughput: > 39/s` has none. */
function foldedWords(before: string, after: string): Words {
  const value = /^[^\s,}]+/.exec(after)?.[0] ?? '39/s';
  const hasBound = boundNames.some((bound) => new RegExp(`\\b${bound}:\\s+\\S*\\s*$`).test(before));
  return {
    code: 'folded-text',
    message: '`>` or `|` after a colon begins a folded text in YAML',
    suggestion: hasBound ? `write above: ${value}` : `write a bound as { above: ${value} }`,
  };
}

/** Where the innermost bracket stands that is still open at the end of a text. Brackets in quotes and comments are none. */
function openBracket(text: string, from: number): number | null {
  const open: number[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:^|\s)#[^\n]*|[{}[\]]/g;
  tokens.lastIndex = from;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    if (token[0] === '{' || token[0] === '[') open.push(token.index);
    else if (token[0] === '}' || token[0] === ']') open.pop();
  }
  return open.at(-1) ?? null;
}

const tabWords: Words = { code: 'tab-indent', message: 'YAML is indented by spaces, not by tabs', suggestion: 'replace the tab by spaces' };

function wordsFor(error: YAMLError): Words {
  const message = error.message.split('\n')[0];
  switch (error.code) {
    case 'MULTIPLE_DOCS':
      return { code: 'several-documents', message: 'a second document begins here; a scenario is one document', suggestion: 'remove the line ---' };
    case 'TAB_AS_INDENT':
      return tabWords;
    case 'RESOURCE_EXHAUSTION':
      return { code: 'too-deep', message: `maps and lists are nested deeper than ${limits.depth}`, suggestion: null };
    default:
      return /\btabs?\b/i.test(message) ? tabWords : { code: 'yaml-syntax', message: `this is not YAML: ${lowerFirst(message)}`, suggestion: null };
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The values of a key that was written twice: what one of them declares is there for the other checks. */
function both(first: TreeNode, second: TreeNode): TreeNode {
  if (first.type !== 'map' || second.type !== 'map') return isNull(first) ? second : first;
  const more = second.entries.filter((entry) => entryOf(first, entry.key) === undefined);
  const shared = first.entries.map((entry) => ({ ...entry, value: both(entry.value, valueOf(second, entry.key) ?? entry.value) }));
  return { ...first, entries: [...shared, ...more] };
}

/** Walks the parser's nodes once; aliases are expanded and counted. */
class Converter {
  private aliases = 0;
  private hasRefused = false;

  constructor(
    private readonly document: Document.Parsed,
    private readonly file: SourceFile,
    private readonly offset: number,
    private readonly issues: Issues,
  ) {}

  convert(node: Node, depth: number): TreeNode | null {
    if (this.hasRefused) return null;
    if (isAlias(node)) {
      this.aliases += 1;
      if (this.aliases > limits.aliases) return this.refuse('too-many-aliases', node, `more than ${limits.aliases} aliases are expanded in this file`);
      const target = node.resolve(this.document);
      return target === undefined ? this.refuse('yaml-syntax', node, `there is no anchor &${node.source}`) : this.convert(target, depth);
    }
    if (depth > limits.depth) return this.refuse('too-deep', node, `maps and lists are nested deeper than ${limits.depth}`);
    const place = this.place(node);
    if (isScalar(node)) {
      const isQuoted = node.type !== undefined && node.type !== 'PLAIN';
      const { value } = node;
      if (value !== null && typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
        return this.refuse('yaml-syntax', node, 'this kind of YAML value is not used in scenarios');
      }
      return { type: 'scalar', value, text: isQuoted ? String(value) : (node.source ?? String(value)), isQuoted, place };
    }
    if (isSeq(node)) {
      const items: TreeNode[] = [];
      for (const item of node.items) {
        const converted = this.convert(item as Node, depth + 1);
        if (converted === null) return null;
        items.push(converted);
      }
      return { type: 'list', items, isFlow: node.flow === true, place };
    }
    if (!isMap(node)) return this.refuse('yaml-syntax', node, 'this kind of YAML value is not used in scenarios');
    const entries: Entry[] = [];
    for (const pair of node.items) {
      const key = pair.key as Node;
      if (!isScalar(key)) return this.refuse('yaml-syntax', key, 'the key of a map must be a word');
      const keyPlace = this.place(key);
      const name = key.source !== undefined && (key.type === undefined || key.type === 'PLAIN') ? key.source : String(key.value);
      const value = pair.value === null ? this.nothing(keyPlace) : this.convert(pair.value as Node, depth + 1);
      if (value === null) return null;
      const before = entries.findIndex((entry) => entry.key === name);
      if (before < 0) entries.push({ key: name, keyPlace, value });
      else {
        this.issues.add('duplicate-key', keyPlace, `"${name}" is in this map already`, { suggestion: 'remove one of the two' });
        entries[before] = { ...entries[before], value: both(entries[before].value, value) };
      }
    }
    return { type: 'map', entries, isFlow: node.flow === true, place };
  }

  private nothing(place: Place): TreeNode {
    return { type: 'scalar', value: null, text: '', isQuoted: false, place };
  }

  private place(node: Node): Place {
    const range = node.range ?? [0, 1, 1];
    return { file: this.file, start: this.offset + range[0], end: this.offset + Math.max(range[1], range[0]) };
  }

  private refuse(code: IssueCode, node: Node, message: string): null {
    this.hasRefused = true;
    this.issues.add(code, this.place(node), message);
    return null;
  }
}
