import { readdirSync, readFileSync } from 'node:fs';

const TICKS = 100;

/** Microseconds of processor time that a process has used; 0 where that can't be asked. */
export function cpuOf(pid: number | undefined): number {
  if (pid === undefined) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1e6) / TICKS;
}

/** Milliseconds of processor time that all threads of a process have used, to a microsecond or so (Linux). */
export function cpuOfThreads(pid: number): number {
  const folder = `/proc/${pid}/task`;
  const each = readdirSync(folder).map((task) =>
    Number(readFileSync(`${folder}/${task}/schedstat`, 'utf8').split(' ')[0]),
  );
  return each.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6;
}
