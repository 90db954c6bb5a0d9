import { readRules } from '@lanbi/alert';
import { type CityMap, readMap } from '@lanbi/dashboard';
import { LanbiError, type Registry } from '@lanbi/model';
import { type Config, environmentVariable, loadRegistry, processConfig } from '@lanbi/runtime';

/** What is read and checked before anything is opened. */
export interface Settings {
  readonly config: Config;
  readonly registry: Registry;
  /** What the pages draw below the stations. */
  readonly map: CityMap | undefined;
}

const FAULTS: readonly string[] = ['configuration-invalid', 'registry-invalid'];

/** The value read, or its faults. Rethrows errors that are no faults of settings. */
async function attempted<Read>(read: () => Read | Promise<Read>): Promise<Read | LanbiError> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof LanbiError && FAULTS.includes(error.code)) return error;
    throw error;
  }
}

const isFault = (read: unknown): read is LanbiError => read instanceof LanbiError;
const named = (name: string): string | undefined => environmentVariable(name) || undefined;

/**
 * The settings, the registry, the alert rules and the map.
 * @throws LanbiError configuration-invalid, registry-invalid: all faults together
 */
export async function readSettings(): Promise<Settings> {
  const config = await attempted(processConfig);
  const registry = await attempted(() => loadRegistry(named('LANBI_REGISTRY')));
  const known = isFault(registry) ? undefined : registry;
  const rules = await attempted(() => readRules(named('LANBI_ALERT_RULES'), known));
  const folder = named('LANBI_MAP');
  const map = folder === undefined ? undefined : await attempted(() => readMap(folder));
  const faults = [config, registry, rules, map].filter(isFault);
  const [first, ...others] = faults;
  if (first && others.length === 0) throw first;
  if (first) throw new LanbiError(first.code, faults.map(({ message }) => message).join('\n'));
  return { config: config as Config, registry: registry as Registry, map: map as CityMap | undefined };
}
