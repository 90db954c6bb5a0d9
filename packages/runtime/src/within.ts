/** Says that something did not settle in time. */
export const LATE = Symbol('late');

/**
 * The answer of `work` if it settles within `ms` milliseconds, else `LATE`. The work goes on; what becomes of it then is
 * dropped, a failure too.
 * @throws whatever `work` fails with in time
 */
export async function within<Answer>(ms: number, work: Promise<Answer>): Promise<Answer | typeof LATE> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(resolve, ms, LATE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
