import type { Link } from '../sim/network/link.js';
import type { Step } from '../sim/job.js';
import { defineComponent, type KindBehaviour, type KindContext } from './define.js';

export const link = defineComponent({
  kind: 'link',
  summary: 'A way through the network whose bandwidth the transfers on it share.',
  explanation:
    'Nobody calls a link: calls pass it, by `via` and `bytes` of their policy. All transfers on it are under way at once and share the bandwidth equally (processor sharing of bytes); ' +
    'those that pass several links get max–min fair rates (progressive filling, Bertsekas & Gallager 1992). After its last byte a transfer takes the `latency`. ' +
    'A link carries one direction, or both together, as the calls say: what flows against the stream of a full-duplex line needs a link of its own. ' +
    'Loss: each segment is lost with the probability `loss` (on several links, with that of all of them) and sent again; those in the middle cost their bytes once more, the last one waits for its time-out, which doubles ' +
    '(RFC 6298). Slow start, bursts of loss and queues at routers are left out; `congestion: mathis` adds the rate that TCP reaches at most under such loss.',
  defaults: { servers: 1, async: true },
  faults: ['slow', 'cut'],
  bytes: { sends: { statistic: 'bytes' } },
  takes: ['instances', 'balance', 'note'],
  operations: { carry: { summary: 'What is counted of the transfers; it cannot be called.', good: [], bad: [], ok: true } },
  isPassed: true,
  fields: {
    bandwidth: { type: { of: 'bandwidth' }, required: true, perInstance: true, summary: 'What all transfers together move, per instance.', example: '100Mb/s' },
    cap: { type: { of: 'bandwidth' }, summary: 'What one transfer moves at most, however few there are. Default: all.', example: '5Mb/s' },
    latency: { type: { of: 'distribution', unit: 'time' }, summary: 'Time from one end to the other, each way.', example: '20ms' },
    loss: { type: { of: 'share' }, default: '0%', summary: 'Share of the segments that are lost; below 100 %.', example: '1%' },
    segment: {
      type: { of: 'size' },
      default: '1460B',
      summary: 'Bytes that are lost and sent again together; 1460 is what Ethernet leaves to TCP (RFC 9293, 3.7.1).',
      example: '1460B',
    },
    retransmitAfter: {
      type: { of: 'time' },
      default: '1s',
      summary: 'Time-out after which the last segment is sent again, doubling up to 60 s; 1 s is the least that RFC 6298 allows, Linux takes 200 ms.',
      example: '200ms',
    },
    congestion: {
      type: {
        of: 'choice',
        choices: ['none', 'mathis'],
        meanings: {
          none: 'A transfer takes what the links give it.',
          mathis: 'A transfer is also no faster than segment / round trip · √(3/2) / √loss (Mathis, Semke, Mahdavi & Ott 1997); needs loss and latency.',
        },
      },
      default: 'none',
      summary: 'Whether loss slows a transfer down by itself.',
      example: 'mathis',
    },
  },
  // `retransmitted` is no 'ratio': bytes are lost by whole segments, so that so many bytes without a loss are not as many independent cases.
  statistics: [
    {
      name: 'rate',
      resultName: 'rate_bytes_per_s',
      unit: 'bytes/s',
      estimator: 'mean',
      summary: 'Bytes of the transfers that ended over the time they took, first byte sent to last byte sent.',
    },
    {
      name: 'bytes',
      resultName: 'bytes',
      unit: 'bytes',
      estimator: 'count',
      summary: 'Bytes of the transfers that ended, those sent again included, over all replications.',
    },
    { name: 'retransmitted', resultName: 'retransmitted', unit: 'share', estimator: 'mean', summary: 'Share of these bytes that were sent again.' },
  ],
  example: 'wan: { kind: link, bandwidth: 100Mb/s, latency: 20ms }',
  check({ loss, latency, congestion, bandwidth, segment }) {
    const atLeast = (field: string, what: string) => ({ code: 'out-of-range', field, message: `${what} must be above 0`, expected: 'more than 0' }) as const;
    if (bandwidth === 0) return atLeast('bandwidth', 'the bandwidth of a link');
    if (segment === 0) return atLeast('segment', 'a segment');
    if ((loss as number) >= 1) return { code: 'out-of-range', field: 'loss', message: 'where everything is lost nothing ever arrives', expected: 'below 100%' };
    if (congestion === 'none' || (loss !== 0 && latency !== null)) return null;
    return {
      code: 'missing-field',
      field: 'congestion',
      message: 'the rate of TCP under loss needs the loss and the latency of the link',
      expected: 'loss: 1% and latency: 20ms beside it',
    };
  },
  create(context: KindContext): KindBehaviour {
    const links = Array.from({ length: context.instances }, (_, instance) => context.shop(instance) as Link);
    return {
      operations: { carry: neverRun },
      statistics(instance) {
        const { bytes, seconds, retransmitted } = links[instance];
        return {
          rate_bytes_per_s: { type: 'mean', numerator: bytes, denominator: seconds },
          bytes: { type: 'count', count: bytes },
          retransmitted: { type: 'mean', numerator: retransmitted, denominator: bytes },
        };
      },
    };
  },
});

const neverRun: Step = {
  run() {
    throw new Error('a link is passed, not called');
  },
};
