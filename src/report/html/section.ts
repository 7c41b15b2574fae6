import type { Figure } from './figure.js';
import { markup, type Html } from './markup.js';

/** One section of the page: a heading that asks, a text that answers with numbers, figures, and what is folded away. */
export interface Section {
  readonly id: string;
  /** One or two words, for the list of contents. */
  readonly name: string;
  readonly question: string;
  readonly body: Html;
  /** What the script of the page draws, in the order of the page. */
  readonly figures: readonly Figure[];
}

/** A chart with its caption, which says in words what it shows; the script puts the canvas into it. */
export function figureOf(figure: Figure, caption: string): Html {
  return markup`<figure id="${figure.id}">
<div class="canvas" data-figure="${figure.id}" data-caption="${caption}"></div>
<figcaption>${caption}</figcaption>
</figure>`;
}
