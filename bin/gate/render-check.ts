import type { CheckDocument } from '../../src/experiment/gate/document.js';
import { renderDocument } from '../../src/report/gate/document.js';
import { renderCheckJUnit } from '../../src/report/gate/junit.js';
import { renderCheckMarkdown } from '../../src/report/gate/markdown.js';
import { renderCheckText } from '../../src/report/gate/text.js';
import { textOptionsFor } from '../output/render.js';

export const CHECK_FORMATS = ['.md', '.xml', '.json', '.txt'] as const;

/** Nobody watches a log of CI grow narrower: lines are as long as they are on a wide terminal. */
const LOG_WIDTH = 120;

/** A check in one format; without a stream, as for a file. */
export function renderCheck(
  document: CheckDocument,
  format: 'text' | 'json' | 'markdown' | 'junit',
  { quiet, stream, exit }: { readonly quiet: boolean; readonly stream?: NodeJS.WriteStream; readonly exit?: number },
): string {
  switch (format) {
    case 'json':
      return renderDocument(document);
    case 'markdown':
      return renderCheckMarkdown(document);
    case 'junit':
      return renderCheckJUnit(document);
    case 'text': {
      const plain = { width: LOG_WIDTH, colour: false, unicode: true, quiet, exit };
      if (stream === undefined) return renderCheckText(document, plain);
      const { width, colour, unicode } = textOptionsFor(stream, { quiet, all: true });
      return renderCheckText(document, { width: stream.isTTY ? width : LOG_WIDTH, colour, unicode, quiet, exit });
    }
  }
}
