import type { Inbox, InboxState } from '@lanbi/model';
import type { Metrics } from './metrics.ts';

type Kind = 'counter' | 'gauge';

/** Registers the metrics of an inbox. */
export function watchInbox(metrics: Metrics, inbox: Pick<Inbox, 'state'>): void {
  function figure(kind: Kind, name: string, help: string, of: (state: InboxState) => number): void {
    metrics.family({ kind, name: `lanbi_inbox_${name}`, help, read: () => [[{}, of(inbox.state())]] });
  }
  figure('gauge', 'connected', '1 while telemetry can come in', ({ connected }) => (connected ? 1 : 0));
  figure(
    'gauge',
    'unacknowledged',
    'Messages handed over and not acknowledged',
    ({ unacknowledged }) => unacknowledged,
  );
  figure('gauge', 'window', 'Bound of the unacknowledged', ({ window }) => window);
  figure('counter', 'redelivered', 'Messages marked as repeated (DUP)', ({ redelivered }) => redelivered);
  figure(
    'gauge',
    'redelivery_loop',
    '1 while more messages are redelivered than new ones come, for minutes',
    ({ warning }) => (warning === undefined ? 0 : 1),
  );
  figure(
    'counter',
    'acknowledgements_dropped',
    'Acknowledgements whose connection was gone; their messages come again',
    ({ droppedAcknowledgements }) => droppedAcknowledgements,
  );
  figure(
    'counter',
    'reconnects',
    'Connections to the broker after the first',
    ({ reconnects }) => reconnects,
  );
}
