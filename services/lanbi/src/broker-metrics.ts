import type { BrokerState } from '@lanbi/broker-embedded';
import type { Metrics } from '@lanbi/runtime';

/** Registers the metrics of the embedded broker. */
export function watchBroker(metrics: Metrics, state: () => BrokerState): void {
  const figure = (kind: 'counter' | 'gauge', name: string, help: string, of: (now: BrokerState) => number) =>
    metrics.family({ kind, name: `lanbi_broker_${name}`, help, read: () => [[{}, of(state())]] });
  figure(
    'gauge',
    'connections',
    'Clients logged in to the embedded broker',
    ({ connections }) => connections,
  );
  figure('gauge', 'pending', 'Connections that are not logged in yet', ({ pending }) => pending);
  figure(
    'gauge',
    'waiting_logins',
    'Log-ins that wait for the check of their password',
    ({ waitingLogins }) => waitingLogins,
  );
  figure(
    'counter',
    'subscriptions_refused',
    'Filters that a client may not subscribe to, or that are too many',
    ({ subscriptionsRefused }) => subscriptionsRefused,
  );
  figure('counter', 'mqtt5_refused', 'Connections of MQTT 5 that were refused', ({ mqtt5 }) => mqtt5.refused);
  figure('gauge', 'waiting', 'Messages that wait for their turn or their rate', ({ waiting }) => waiting);
  figure('counter', 'rate_limited', 'Times a station waited for its rate', ({ rateLimited }) => rateLimited);
  figure(
    'counter',
    'copies_dropped',
    'Copies of telemetry that a slow subscriber did not get',
    ({ copiesDropped }) => copiesDropped,
  );
  metrics.family({
    kind: 'counter',
    name: 'lanbi_broker_dropped',
    help: 'Messages and last wills that were acknowledged and dropped, by reason',
    labels: ['reason'],
    read: () => Object.entries(state().dropped).map(([reason, count]) => [{ reason }, count]),
  });
  metrics.family({
    kind: 'counter',
    name: 'lanbi_broker_closed',
    help: 'Connections closed or not opened, by reason',
    labels: ['reason'],
    read: () => Object.entries(state().closed).map(([reason, count]) => [{ reason }, count]),
  });
}
