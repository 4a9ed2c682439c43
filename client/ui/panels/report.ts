import type { Ways } from '../../call/ice/ways.ts';
import type { CallSnapshot } from '../../call/state.ts';
import type { LogEntry } from '../../call/statistics/call-log.ts';
import type { Sample } from '../../call/statistics/sample.ts';

/** For whoever helps: all that was measured and what happened, and nothing that opens a door or names a person. */
export interface Report {
  readonly format: 'parley-report';
  readonly version: 1;
  readonly savedAt: string;
  readonly browser: string;
  readonly status: string;
  /** Which version of the protocol is spoken, and what the server has; null where it doesn't say. */
  readonly server: CallSnapshot['server'];
  readonly isRelayOnly: boolean;
  /** Addresses of servers alone: neither names nor passwords. */
  readonly servers: { readonly offered: readonly string[]; readonly own: readonly string[] };
  readonly samples: readonly Sample[];
  readonly log: readonly LogEntry[];
}

export interface ReportSources {
  readonly call: CallSnapshot;
  readonly ways: Ways;
  readonly samples: readonly Sample[];
  readonly log: readonly LogEntry[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly browser: string;
}

export function createReport({ call, ways, samples, log, now, browser }: ReportSources): Report {
  const urlsOf = (servers: Ways['ownServers']) => servers.flatMap(({ urls }) => urls);
  return {
    format: 'parley-report',
    version: 1,
    savedAt: new Date(now).toISOString(),
    browser,
    status: call.status.kind,
    server: call.server,
    isRelayOnly: ways.isRelayOnly,
    servers: { offered: urlsOf(call.servers), own: urlsOf(ways.ownServers) },
    samples: samples.map(withoutAddress),
    log,
  };
}

/** A relay that was configured is named; the bare address that a browser gives for want of a name is nobody's help. */
function withoutAddress(sample: Sample): Sample {
  const { path } = sample;
  if (!path || path.relay === null || /^turns?:/.test(path.relay)) return sample;
  return { ...sample, path: { ...path, relay: null } };
}
