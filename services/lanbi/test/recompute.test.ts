import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { civilDate, startOfDate } from '@lanbi/standards';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSpanArguments } from '../src/recompute/command.ts';

const MAIN = fileURLToPath(new URL('../src/recompute/main.ts', import.meta.url));
const read = (line: string) => readSpanArguments(line.split(' '));

describe('the command line of recompute', () => {
  it('takes whole days, an edition and subjects', () => {
    const span = read(
      '--from 2025-01-01 --to 2025-12-31 --edition 2026 --stage final --subject baoding --subject BD01',
    );
    expect(span).toMatchObject({
      from: startOfDate(civilDate('2025-01-01')),
      to: startOfDate(civilDate('2026-01-01')),
      subjects: ['baoding', 'BD01'],
      options: { hj633: { id: 'HJ 633-2026' }, gb3095: { id: 'GB 3095-2026/final' } },
    });
  });

  it('leaves the editions to the dates when none is named', () => {
    expect(read('--from 2025-01-01 --to 2025-01-31').options).toEqual({
      hj633: undefined,
      gb3095: undefined,
    });
  });

  it('takes the methods of hours and of water', () => {
    const span = read(
      '--from 2025-01-01 --to 2025-01-31 --hourly-method text --water-edition 2002 --water-method realtime --rounding hour --saturation',
    );
    expect(span.options).toMatchObject({
      hourlyMethod: 'text',
      gb3838: { id: 'GB 3838-2002' },
      waterMethod: { id: 'realtime' },
      section: { rounding: 'hour', saturationRelief: true },
    });
  });

  it.each([
    ['--from 2025-01-01 --to 2025-01-02 --hourly-method daily', /--hourly-method: one of live, text/],
    ['--from 2025-01-01 --to 2025-01-02 --water-edition 1988', /no 1988 of GB 3838/],
    ['--from 2025-01-01 --to 2025-01-02 --rounding up', /--rounding/],
    ['--from 2025-01-01', /--to: a date/],
    ['--from 2025-02-30 --to 2025-03-01', /--from: a date/],
    ['--from 2025-02-02 --to 2025-02-01', /after/],
    ['--from 2025-01-01 --to 2025-01-02 --edition 1999', /no 1999/],
    ['--from 2025-01-01 --to 2025-01-02 --store', /store/],
  ])('refuses %s', (line, message) => {
    expect(() => read(line)).toThrow(message);
  });
});

describe('recompute with InfluxDB as the store', () => {
  it('refuses and names the call that does it', async () => {
    const { PATH = '', HOME = '' } = process.env;
    const influx = {
      INFLUX_URL: 'http://127.0.0.1:1',
      INFLUX_TOKEN: 't',
      INFLUX_ORG: 'o',
      INFLUX_BUCKET: 'b',
    };
    const folder = mkdtempSync(join(tmpdir(), 'lanbi-recompute-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const env = { PATH, HOME, LANBI_STORE: 'influx', LANBI_DATA_DIR: folder, ...influx };
    const child = spawn(process.execPath, [MAIN, '--from', '2025-01-01', '--to', '2025-01-02'], { env });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    expect(code).toBe(1);
    expect(said).toMatch(/LANBI_STORE=influx.*POST \/v1\/recompute/);
    expect(readdirSync(folder)).toEqual([]);
  });
});
