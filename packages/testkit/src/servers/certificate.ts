import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const openssl: string | undefined = ['/usr/bin/openssl', '/usr/local/bin/openssl'].find((path) =>
  existsSync(path),
);

export interface Certificate {
  /** PEM; self-signed, so the certificate is its own authority. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** `broker.pem` and `broker.key` for 127.0.0.1 in a folder, for a day. */
export function certificate(folder: string): Certificate {
  mkdirSync(folder, { recursive: true });
  const [pem, key] = [join(folder, 'broker.pem'), join(folder, 'broker.key')];
  const how = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
  const what = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const { status, stderr } = spawnSync(openssl ?? '', ['req', ...how, ...what, '-out', pem, '-keyout', key]);
  if (status !== 0) throw new Error(`no certificate: ${stderr.toString()}`);
  const cert = readFileSync(pem, 'utf8');
  return { ca: cert, cert, key: readFileSync(key, 'utf8') };
}
