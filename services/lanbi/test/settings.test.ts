import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readSettings } from '../src/settings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanbi-settings-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const faultsOf = async (): Promise<string[]> => {
  const error = await readSettings().then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
  return (error?.message ?? '').replaceAll(`${folder}/`, '').split('\n');
};

it('all faults of settings, registry and alert rules are reported at once', async () => {
  vi.stubEnv('LANBI_HTTP_PORT', '99999');
  vi.stubEnv('LANBI_LOG_LEVEL', 'inof');
  vi.stubEnv('LANBI_REGISTRI', 'x');
  vi.stubEnv('LANBI_HTTP_HOST', '0.0.0.0');
  const registry =
    'regions: [{id: c, name: c, kind: citi}]\nstations: [{id: A, medium: air, name: a, region: d}]\n';
  vi.stubEnv('LANBI_REGISTRY', file('registry.yaml', registry));
  const rules =
    'rules:\n  - {id: r, subject: {kind: station, id: A}, figure: pm25, op: ">", raise: 5}\n  - {id: r, subject: {kind: stations, id: A}, figure: o3, op: ">", raise: 5, sevrity: info}\n';
  vi.stubEnv('LANBI_ALERT_RULES', file('rules.yaml', rules));
  /** Where a word stands, by searching the text. */
  const at = (text: string, line: number, word: string): string =>
    `${line}:${(text.split('\n')[line - 1] ?? '').indexOf(word) + 1}`;
  expect(await faultsOf()).toEqual([
    'the configuration has faults:',
    '  LANBI_HTTP_PORT: at most 65535 is expected, not "99999"',
    expect.stringMatching(/^ {2}LANBI_LOG_LEVEL: "inof" is none of .*did you mean info\?$/),
    '  LANBI_REGISTRI: there is no such setting; did you mean LANBI_REGISTRY?',
    '  LANBI_API_KEYS or LANBI_API_KEY_HASHES: required, since LANBI_HTTP_HOST is not a loopback address',
    'the registry has faults:',
    `  registry.yaml:${at(registry, 1, 'citi')}: regions[0].kind: "citi" is none of province, city, district; did you mean city?`,
    `  registry.yaml:${at(registry, 2, 'd}')}: stations[0].region: no d in regions`,
    'the alert rules have faults:',
    `  rules.yaml:${at(rules, 2, 'pm25')}: rules[0].figure: there is no figure pm25; did you mean pm2_5?`,
    '  rules.yaml:3:10: rules[1].id: two rules are called r',
    expect.stringMatching(
      /^ {2}rules\.yaml:3:29: rules\[1\]\.subject\.kind: "stations" is none of .*did you mean station\?$/,
    ),
    `  rules.yaml:${at(rules, 3, 'info')}: rules[1].sevrity: there is no such key; did you mean severity?`,
  ]);
});

it('a registry in GBK is refused, with its other faults', async () => {
  const gbk = Buffer.concat([
    Buffer.from('regions: [{id: c, name: '),
    Buffer.from('b1a3b6a8', 'hex'),
    Buffer.from(', kind: citi}]\n'),
  ]);
  vi.stubEnv('LANBI_REGISTRY', file('registry.yaml', gbk));
  expect(await faultsOf()).toEqual([
    'the registry has faults:',
    expect.stringMatching(/^ {2}registry\.yaml:1:25: not UTF-8 \(looks like GBK\); .*iconv -f GBK -t UTF-8/),
    expect.stringMatching(/^ {2}registry\.yaml:1:\d+: regions\[0\]\.kind: "citi" is none of/),
  ]);
});
