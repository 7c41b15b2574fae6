import type { FieldDescriptor } from '../define.js';

export const connectionFields: Readonly<Record<string, FieldDescriptor>> = {
  key: { type: { of: 'key' }, required: true, summary: 'The key whose items are the users; it needs a number of items.', example: 'user' },
  online: {
    type: { of: 'distribution', unit: 'time' },
    summary: 'How long a person stays, drawn for each visit. Default: everybody is there all the time.',
    example: '{ exponential: 7min }',
  },
  away: {
    type: { of: 'distribution', unit: 'time' },
    needs: 'online',
    summary: 'How long a person is away between two visits. Without it, beside `start: away`, people come only when they are woken.',
    example: '{ exponential: 8min }',
  },
  wakeDelay: {
    type: { of: 'distribution', unit: 'time' },
    needs: 'online',
    default: '0s',
    summary: 'From a `wake` until the person is there, unless it comes earlier of its own accord.',
    example: '{ lognormal: { median: 30s, p99: 20min } }',
  },
  silent: {
    type: { of: 'share' },
    default: '0%',
    summary: 'Share of the departures without a word (a dead battery, a tunnel): the connection stays as a ghost until it is found.',
    example: '20%',
  },
  breaks: {
    type: { of: 'distribution', unit: 'time' },
    summary: 'Life of a connection until the network breaks it: the device reconnects, the gateway keeps a ghost until then. Default: it does not break.',
    example: '{ exponential: 30min }',
  },
  heartbeat: {
    type: { of: 'time' },
    default: '25s',
    summary: 'From one heartbeat to the next, from the connection on; 25 s is that of socket.io.',
    example: '30s',
  },
  timeout: {
    type: { of: 'time' },
    default: '20s',
    summary: 'How long the gateway waits for the answer to a heartbeat, and at most to a push; 20 s is that of socket.io.',
    example: '10s',
  },
  missed: { type: { of: 'count', min: 1 }, default: '1', summary: 'Heartbeats in a row without an answer after which a user is lost.', example: '3' },
  accept: {
    type: { of: 'rate' },
    summary: 'Connections that an instance accepts a second, one at a time, evenly. Default: no limit. (EMQX: 1000/s.)',
    example: '1000/s',
  },
  backlog: {
    type: { of: 'count', min: 0, unlimited: true },
    default: '4096',
    needs: 'accept',
    summary: 'Connections that wait to be accepted at most, per instance; who comes beyond is refused, and tries again. 4096 is that of Linux (somaxconn).',
    example: '128',
  },
  reconnect: {
    type: {
      of: 'record',
      what: 'a reconnect',
      fields: {
        exponential: {
          type: { of: 'time' },
          default: '1s',
          summary: 'Pause before the first attempt after a loss; it doubles with each further one.',
          example: '500ms',
        },
        most: { type: { of: 'time' }, default: '60s', summary: 'Longest pause.', example: '5min' },
        jitter: {
          type: { of: 'choice', choices: ['none', 'full', 'equal', 'decorrelated'] },
          default: 'full',
          summary: 'How the pause is spread (Brooker, AWS 2015): none: not; full: 0 to all of it; equal: half to all; decorrelated: by the pause before.',
          example: 'none',
        },
      },
    },
    summary: 'Pauses between attempts to connect after a loss or a refusal. Default: 1 s doubling up to 60 s, full jitter.',
    example: '{ exponential: 1s, most: 30s, jitter: full }',
  },
  resume: {
    type: { of: 'time' },
    summary: 'So long after a loss a new connection resumes the session: the work of `resume` instead of `connect`. Default: never. (ejabberd: 300 s.)',
    example: '300s',
  },
  members: {
    type: { of: 'set' },
    summary: 'Whom a `multicast` is for: a set of users. Default: there is no such operation.',
    example: 'groups.members',
  },
  reached: {
    type: { of: 'reference', verb: 'send' },
    needs: 'members',
    summary: 'Gets what a multicast has pushed to a member, one job for each, who is its item of the key.',
    example: 'screen.show',
  },
  unreached: {
    type: { of: 'reference', verb: 'send' },
    needs: 'members',
    summary: 'Gets what a multicast could not push: for each member who is not connected, whose connection is dead, or whose gateway crashed meanwhile.',
    example: 'inbox.put',
  },
  memory: { type: { of: 'size' }, summary: 'Of an open connection at its gateway. Default: not counted.', example: '20kB' },
  start: {
    type: {
      of: 'choice',
      choices: ['steady', 'lost', 'away'],
      meanings: {
        steady: 'At time 0 those who are there are connected already, as in a system that has run for ever.',
        lost: 'At time 0 those who are there have just lost their connections: all of them reconnect.',
        away: 'At time 0 nobody is there.',
      },
    },
    default: 'steady',
    summary: 'How the run begins.',
    example: 'lost',
  },
  connected: { type: { of: 'reference', verb: 'send' }, summary: 'Told of each new connection; the job has the key and nothing else.', example: 'inbox.drain' },
  resumed: {
    type: { of: 'reference', verb: 'send' },
    needs: 'resume',
    summary: 'Told of a connection that resumes a session, in place of `connected`: what was not acknowledged, instead of everything. Default: `connected` is.',
    example: 'inbox.fetch',
  },
  lost: {
    type: { of: 'reference', verb: 'send' },
    summary: 'Told when a user has said goodbye, or is found to be lost; the job has the key and nothing else.',
    example: 'roster.remove',
  },
};
