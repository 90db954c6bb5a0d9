import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseRules, subjectFaults } from '@lanbi/alerting';
import { type AlertRule, type AlertStore, LanbiError, type Registry } from '@lanbi/model';
import { readTextFile, type TextFile } from '@lanbi/runtime';
import type { Instant } from '@lanbi/standards';

const readyFolder = (): string =>
  join(dirname(fileURLToPath(import.meta.resolve('@lanbi/alerting'))), '../ready');

async function read(path: string): Promise<TextFile[]> {
  const folder = (await stat(path)).isDirectory();
  const names = folder
    ? (await readdir(path)).filter((name) => /\.(ya?ml|json)$/.test(name)).map((name) => join(path, name))
    : [path];
  return Promise.all(names.sort().map(readTextFile));
}

const faultsOf = (rule: AlertRule, registry: Registry): string[] =>
  subjectFaults(rule, registry).map(({ path, message }) => `rule ${rule.id}: ${path}: ${message}`);

/**
 * The rules of a file or folder; without one the ready rules.
 * @param registry undefined: subjects are not checked
 * @throws LanbiError configuration-invalid with all faults of all files, unknown subjects included
 */
export async function readRules(
  path: string | undefined,
  registry: Registry | undefined,
): Promise<readonly AlertRule[]> {
  let files: TextFile[];
  try {
    files = await read(path ?? readyFolder());
  } catch (cause) {
    throw new LanbiError(
      'configuration-invalid',
      `the alert rules at ${path} cannot be read: ${String(cause)}`,
      { cause },
    );
  }
  const parsed = parseRules(files);
  const subjects = registry ? parsed.rules.flatMap((rule) => faultsOf(rule, registry)) : [];
  const faults = [...parsed.faults, ...subjects];
  if (faults.length === 0) return parsed.rules;
  throw new LanbiError('configuration-invalid', `the alert rules have faults:\n  ${faults.join('\n  ')}`);
}

/**
 * Stores rules. Those of a named file replace rules with the same ids at every start. The ready rules are stored in an empty
 * store only; changes and deletions of them stay.
 */
export async function putRules(
  { rules, named }: { readonly rules: readonly AlertRule[]; readonly named: boolean },
  alerts: AlertStore,
  at: Instant,
): Promise<void> {
  if (!named && (await alerts.alertRules()).length > 0) return;
  for (const rule of rules) await alerts.putAlertRule(rule, at);
}
