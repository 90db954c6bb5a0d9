/** The seed of this run's random inputs; it stands in the names of the tests. LANBI_TEST_SEED repeats a run. */
export const seed = Number(process.env['LANBI_TEST_SEED'] ?? Date.now() % 2 ** 31);

/** Options of fast-check: the printed seed, and how many inputs. */
export const runs = (numRuns: number) => ({ seed, numRuns });
