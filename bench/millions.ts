/**
 * The two scenarios with a million users, each by the command as users run it, in a process of its own: time, events and memory of the whole of it, from the
 * prompt to the results.
 *
 *   npm run build && node --import tsx bench/millions.ts    writes bench/results/millions.md
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Results } from '../src/experiment/results.js';
import { commandCost } from './command-cost.js';
import { root } from './programs.js';

const MILLIONS = ['social-network/million', 'instant-messaging/million'];

const rows = MILLIONS.map((scenario) => {
  const { seconds, processorSeconds, megabytes, answer } = commandCost('run', `scenarios/${scenario}.yaml`, '--format', 'json');
  const { events, duration_s, fingerprint } = JSON.parse(answer) as Results;
  const perSecond = (time: number): string => `${Math.round(events / time / 1e3)} thousand`;
  const cells = [
    `[${scenario}](../../scenarios/${scenario}.yaml)`,
    `${duration_s} s`,
    events.toLocaleString('en-US'),
    `${seconds.toFixed(0)} s`,
    loadavg()[1].toFixed(0),
    perSecond(seconds),
    `${processorSeconds.toFixed(0)} s`,
    perSecond(processorSeconds),
    `${(megabytes / 1024).toFixed(2)} GiB`,
    `\`${fingerprint}\``,
  ];
  const row = `| ${cells.join(' | ')} |`;
  console.log(row);
  return row;
});

const HEAD = [
  '| scenario | simulated | events | wall time | load | events a second | processor time | events a second of it | most memory | fingerprint |',
  '| --- | --: | --: | --: | --: | --: | --: | --: | --: | --- |',
];
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const page = `# A million users

Written by \`node --import tsx bench/millions.ts\`: one run each, queuelab ${version}, Node ${process.version}, ${cpus()[0]?.model ?? 'an unknown processor'}. Times and memory are those of the whole process, from the prompt to the results, the making of
a million people and of who knows whom included. Events are those of the calendar, warm-up included. The load is what
others and this one ask of ${cpus().length} processors, on average over the last five minutes: above ${cpus().length}, the wall measures mostly the others.

${[...HEAD, ...rows].join('\n')}
`;
writeFileSync(join(root, 'bench/results/millions.md'), page);
