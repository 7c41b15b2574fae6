/** Outcomes are words in a scenario and small whole numbers inside; these are the same in every system. */
export const outcome = { ok: 0, rejected: 1, timeout: 2, late: 3, abandoned: 4, balked: 5, cancelled: 6 } as const;

/** The words of one system, by code. */
export class OutcomeTable {
  readonly names: string[] = Object.keys(outcome);

  constructor(names: Iterable<string>) {
    for (const name of names) if (!this.names.includes(name)) this.names.push(name);
  }

  code(name: string): number {
    const code = this.names.indexOf(name);
    if (code < 0) throw new Error(`no outcome "${name}" in this system`);
    return code;
  }
}
