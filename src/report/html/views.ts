import { markup, type Html } from './markup.js';

export interface View {
  /** On its tab. */
  readonly name: string;
  readonly content: Html;
}

/** Two views of one thing, of which one is shown: tabs by radio buttons, which need no script and are walked by the arrow keys. On paper both are there. */
export function views(id: string, [first, second]: readonly [View, View]): Html {
  const tab = ({ name }: View, number: number): Html =>
    markup`<input type="radio" name="${id}" id="${id}-${number}" autocomplete="off"${number === 1 ? markup` checked` : ''}><label for="${id}-${number}">${name}</label>`;
  return markup`<div class="views" role="group" aria-label="view">${tab(first, 1)}${tab(second, 2)}
<div class="view">${first.content}</div>
<div class="view">${second.content}</div></div>`;
}
