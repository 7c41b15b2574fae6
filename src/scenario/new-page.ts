/**
 * A scenario to begin with: it passes its checks and runs as it is, and its comments say what to change.
 * @param title of the system
 * @param schema path of the JSON Schema from the new file, for editors
 */
export function blankPage(title: string, schema: string): string {
  return `# yaml-language-server: $schema=${schema}
title: ${JSON.stringify(title)}
question: How long do requests wait?

# What there is. queuelab list kinds; queuelab explain service
components:
  server:
    kind: service
    servers: 2 # jobs in service at once
    # queue: 100                  # places to wait; beyond them a job is rejected
    # discipline: priority        # who is served next; queuelab explain discipline
    work: { exponential: 15ms } # time that a job takes; queuelab explain lognormal

  # Another one, that the first could call:
  # database: { kind: service, servers: 4, work: { exponential: 5ms } }
  # For that, write operations instead of work:
  #   operations: { page: [work: 10ms, call: database] }

# Who comes, and what they call. Here users who do not wait for each other (open load) …
workload:
  requests:
    arrivals: { poisson: 100/s }
    call: server
    # deadline: 500ms             # a good answer after it counts late
  # … and here users who wait for the answer, think, and ask again (closed load):
  # people: { users: 50, think: { exponential: 1s }, call: server }

# What is asked of it. queuelab explain p95
objectives:
  requests.latency.p95: { below: 200ms }

run: { duration: 10min, replications: 20 }
`;
}

/** A variant of another scenario, to be filled in. */
export function variantPage(title: string, schema: string, baseline: string): string {
  return `# yaml-language-server: $schema=${schema}
title: ${JSON.stringify(title)}
extends: ${JSON.stringify(baseline)}

# Everything else is as there. Change ONE thing, below its section or by its path:
# set: { server.servers: 4 }
# components:
#   server: { servers: 4, queue: null } # null removes
`;
}
