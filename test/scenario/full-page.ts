/** A valid scenario in which nearly every field of the language stands. */
export const fullPage = `title: Everything at once
question: Does it hold?
seed: 3
keys:
  user: { items: 1k, popularity: { zipf: 0.9 }, attributes: { friends: { geometric: 4 }, region: { pick: { eu: 45%, us: 55% } } } }
  friend: { of: user }
  video: { items: 20k, popularity: { trending: { life: { exponential: 1h }, volume: { pareto: { min: 1, shape: 1.5 } }, fade: linear }, oneHit: 10% }, attributes: { size: { pareto: { min: 1MB, shape: 1.5, max: 1GB } } } }
components:
  gateway:
    kind: service
    servers: { schedule: [{ for: 8h, servers: 4 }, { for: 16h, servers: 2 }], repeat: true }
    queue: 40
    discipline: earliest-deadline
    patience: { exponential: 30s }
    balking: { 10: 50%, 20: 100% }
    setUp: { gamma: { mean: 2s, cv: 0.5 } }
    good: [declined]
    operations:
      page:
        - work: { lognormal: { median: 8ms, p99: 50ms } }
        - { call: shared, on: { timeout: [], any: [return: declined] } }
        - parallel: [call: bulk, [wait: 1ms, call: fast]]
        - { each: user.friends, as: friend, concurrency: 8, do: [{ call: edge.get, with: { user: friend } }] }
      login: [{ choose: { new: { weight: 15%, do: [draw: user] }, old: { weight: 85% } } }, { repeat: { geometric: 2 }, do: [send: frail] }]
    calls:
      shared: { timeout: 300ms, retry: { attempts: 3, on: [timeout], backoff: { exponential: 50ms, most: 5s, jitter: full } } }
      bulk: { latency: 1ms, priority: 3 }
  shared: { kind: service, servers: 4, discipline: processor-sharing, sharers: 50, queue: 100, speedAt: [1, 0.9, 0.8], work: 20ms }
  bulk: { kind: service, batch: { least: 5, most: 10, wait: 5ms }, work: { weibull: { mean: 5ms, shape: 0.7 } } }
  fast: { kind: service, servers: 3, speeds: [1, 1, 0.5], discipline: priority-preemptive, work: { erlang: { mean: 2ms, stages: 4 } } }
  frail: { kind: service, breakdowns: { up: { exponential: 1h }, down: 5min, interrupted: restart }, work: { uniform: [1ms, 2ms] } }
  rested: { kind: service, vacation: { exponential: 1s }, discipline: lifo, instances: [eu, us], balance: { by: user.region }, work: 1ms }
  edge: { kind: cache, key: video, capacity: 400MB, size: video.size, eviction: lru, work: 1ms, miss: origin.read, calls: { origin: { via: { request: wan, answer: [lan, wan] }, bytes: { request: 2kB, answer: video.size } } } }
  wan: { kind: link, bandwidth: 100Mb/s, cap: 10Mb/s, latency: { uniform: [1ms, 2ms] }, loss: 1%, congestion: mathis }
  lan: { kind: link, bandwidth: 1GB/s }
  origin: { kind: service, servers: unlimited, operations: { read: [{ work: 1ms, per: { video.size: 1MB } }] } }
workload:
  readers: { arrivals: { poisson: { diurnal: { mean: 10/s, peak: 1.8, at: 20h } } }, mix: { gateway.page: 10, gateway.login: 1 }, deadline: 1s, priority: 2 }
  crowd: { arrivals: { poisson: { spike: { base: 1/s, peak: 50/s, at: 5min, for: 1min, ramp: 10s } }, batch: { pick: { 1: 80%, 10: 20% } } }, call: rested, calls: { rested: { latency: { from: user.region, matrix: { eu: { eu: 5ms, us: 45ms }, us: { us: 5ms } } } } } }
  bursts: { arrivals: { onOff: { rate: 100/s, on: 1s, off: 9s } }, call: fast }
  storms: { arrivals: { mmpp: [{ rate: 10/s, for: 1min }, { rate: 100/s, for: 5s }], count: 1000 }, call: frail }
  people: { users: 20, think: { hyperexponential: { mean: 8s, cv: 2 } }, do: [call: edge.get, wait: 5s, { call: gateway.page, on: { any: [] } }], measure: cycle, keys: { user: self } }
objectives:
  readers.latency.p95: { below: 200ms }
  gateway.outcome.abandoned: { atMost: 5% }
  edge.hitRatio: { above: 10% }
run: { duration: 1h, warmup: 5min, replications: 4 }
`;
