import { escapeCell } from '../markdown-parts.js';
import { shellWord } from '../shell-word.js';

/** What a handout says: plain data. */
export interface Handout {
  readonly title: string;
  readonly text: string | null;
  readonly student: string;
  readonly variant: string;
  /** Name of the file of the scenario. */
  readonly file: string;
  readonly drawn: readonly (readonly [string, string])[];
  readonly change: readonly string[];
  readonly rubric: readonly { readonly points: number; readonly claim: string; readonly answer: string | null }[];
  /** Files of data that the page reads, by their names beside it. */
  readonly data: readonly string[];
  /** Points of conditions that students do not see. */
  readonly hiddenPoints: number;
}

/** The text that a student gets: their own numbers, what they may change, what gives points, and how they test it themselves. */
export function renderHandout({ title, text, student, variant, file, drawn, change, rubric, data, hiddenPoints }: Handout): string {
  const rows = rubric.map(
    ({ points, claim, answer }) => `| ${points} | ${escapeCell(claim)} | ${answer === null ? `by \`${file}\`` : `\`${answer}\` in \`answers.yaml\``} |`,
  );
  if (hiddenPoints > 0)
    rows.push(
      `| ${hiddenPoints} | the objectives above hold under conditions that you do not see: other random numbers, neighbouring loads or faults | by \`${file}\` |`,
    );
  return [
    `# ${escapeCell(title)}`,
    `For ${escapeCell(student)}, variant ${variant}. Your numbers are your own; everybody has others, equally hard.`,
    ...(text === null ? [] : [escapeCell(text)]),
    ['| your numbers | |', '| --- | --- |', ...drawn.map(([path, value]) => `| \`${path}\` | ${escapeCell(value)} |`)].join('\n'),
    `Change ${change.map((path) => `\`${path}\``).join(', ')} in \`${file}\`; nothing else counts, and any other change means that nothing is graded.`,
    ...(data.length === 0
      ? []
      : [
          `\`${file}\` reads ${data.map((name) => `\`${name}\``).join(', ')}, beside it in this folder. It is graded with the data as you got it: a change to it counts for nothing.`,
        ]),
    ['| points | for | how |', '| --: | --- | --- |', ...rows].join('\n'),
    ['Test it yourself, as often as you like:', '', '```', `npx queuelab check ${shellWord(file)}`, '```'].join('\n'),
    `It is graded by simulating your \`${file}\` again, on other random numbers. Hand in the whole folder.`,
    '',
  ].join('\n\n');
}
