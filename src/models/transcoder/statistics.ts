import type { StatisticDescriptor } from '../define.js';

const count = (name: string, resultName: string, summary: string, needs?: string): StatisticDescriptor => ({
  name,
  resultName,
  unit: 'count',
  estimator: 'count',
  summary: `${summary}, over all replications.`,
  ...(needs === undefined ? {} : { needs }),
});
const times = (name: string, resultName: string, summary: string): StatisticDescriptor => ({ name, resultName, unit: 's', estimator: 'times', summary });

export const transcoderStatistics: readonly StatisticDescriptor[] = [
  times('makespan', 'makespan_s', 'Time from the arrival of a video until its last rendition was published; of videos that were not given up.'),
  times('timeToFirst', 'time_to_first_s', 'Time from the arrival of a video until its first rendition was published.'),
  times('ready', 'ready_s', 'Time from the arrival of a video until a rendition of it was published; of all renditions, or of one by name.'),
  times('pieceWait', 'piece_wait_s', 'Time for which a piece waited for a worker, each time it asked for one.'),
  count('pieces', 'pieces', 'Pieces that were done, each counted once'),
  count('published', 'published', 'Renditions that were published'),
  count('unpublished', 'unpublished', 'Renditions that were given up with their video'),
  count('lost', 'lost', 'Workers lost in the middle of a piece'),
  count('redone', 'redone', 'Pieces begun again after their worker was lost'),
  { ...count('lostWork', 'lost_work_s', 'Seconds of work that were lost with their worker'), unit: 's' },
  {
    ...count('stoppedWork', 'stopped_work_s', 'Seconds of work on pieces that were stopped, because another execution ended first or the video was given up'),
    unit: 's',
  },
  count('copies', 'copies', 'Second executions begun beside a slow first one'),
  count('copiesUsed', 'copies_used', 'Second executions that ended before the first'),
];
