import type { IssueCode } from './issue-codes.js';
import { SourceFile, type FileReader, type Place } from './source-file.js';

/** Why a file gives no text, in words for its author. */
export interface TextProblem {
  readonly code: IssueCode;
  readonly message: string;
  /** null where it depends on who names the file. */
  readonly suggestion: string | null;
  /** Where in the file itself; null where the file is not reached at all. */
  readonly place: Place | null;
}

/** A longer text is more than one string holds. */
const mostBytes = 500 * 1024 * 1024;

/** Reads a file as UTF-8, strictly: bytes that are no text would make two different names one. */
export function readText(path: string, reader: FileReader): string | TextProblem {
  const name = reader.relative(path);
  const content = reader.read(path) ?? { why: 'missing' };
  if (typeof content === 'string') return content.includes('\0') ? notText(path, name, content, content.indexOf('\0'), 'a NUL byte') : content;
  if (content instanceof Uint8Array) return decode(content, path, name);
  const problem = (code: IssueCode, message: string, suggestion: string | null): TextProblem => ({ code, message, suggestion, place: null });
  switch (content.why) {
    case 'missing':
      return problem('file-missing', `there is no file ${name}`, null);
    case 'folder':
      return problem('file-unreadable', `${name === '' ? 'the working directory' : name} is a folder`, 'name a file in it');
    case 'not-permitted':
      return problem('file-unreadable', `there is no permission to read ${name}`, `allow it: chmod u+r ${name}`);
    case 'failed':
      return problem('file-unreadable', `${name} cannot be read: ${content.detail}`, null);
  }
}

function decode(bytes: Uint8Array, path: string, name: string): string | TextProblem {
  if (bytes.length > mostBytes)
    return { code: 'file-unreadable', message: `${name} has more than ${mostBytes / 1024 ** 2} MiB`, suggestion: 'split it', place: null };
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return notText(path, name, '', 0, 'it is UTF-16');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const replaced = new TextDecoder('utf-8').decode(bytes);
    const at = firstReplaced(bytes, replaced);
    return notText(path, name, replaced, at.index, `byte ${at.byte + 1} is 0x${bytes[at.byte].toString(16).padStart(2, '0')}`);
  }
  const nul = text.indexOf('\0');
  return nul < 0 ? text : notText(path, name, text, nul, 'a NUL byte');
}

function notText(path: string, name: string, text: string, at: number, what: string): TextProblem {
  const place = { file: new SourceFile(path, name, text), start: at, end: at + 1 };
  return { code: 'not-text', message: `${name} is not UTF-8 text: ${what}`, suggestion: 'save the file as UTF-8', place };
}

/** The first replacement character that the decoder put in: one that is not in the bytes themselves. */
function firstReplaced(bytes: Uint8Array, text: string): { readonly index: number; readonly byte: number } {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let byte = hasMark ? 3 : 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0xfffd && !(bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd)) return { index, byte };
    // A surrogate pair is two units of two bytes each.
    byte += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return { index: 0, byte: 0 };
}
