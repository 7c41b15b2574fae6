/** Figures of one group that lie on top of each other: a row of buttons shows one at a time. Without this script all are shown, one below the other. */
export function tabs(shown: () => void): void {
  for (const group of document.querySelectorAll<HTMLElement>('.tabs')) {
    const panels = [...group.querySelectorAll<HTMLElement>(':scope > [data-tab]')];
    const row = document.createElement('div');
    row.className = 'tab-row';
    const show = (chosen: HTMLElement): void => {
      panels.forEach((panel, index) => {
        panel.hidden = panel !== chosen;
        row.children[index].setAttribute('aria-pressed', String(panel === chosen));
      });
      shown();
    };
    for (const panel of panels) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = panel.dataset['tab'] ?? '';
      button.addEventListener('click', () => show(panel));
      row.append(button);
    }
    group.prepend(row);
    if (panels.length > 0) show(panels[0]);
  }
}
