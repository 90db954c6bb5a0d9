/** A fault of one field of a request. */
export interface ProblemField {
  readonly field: string;
  readonly message: string;
}

/** What the API answers where it refuses or fails (RFC 9457); `type` is stable, the texts are for people. */
export class LanbiProblem extends Error {
  override readonly name = 'LanbiProblem';
  readonly status: number;
  /** Last part of the problem's type, such as `no-data`; `unknown` where the answer was no problem document. */
  readonly type: string;
  readonly title: string;
  readonly errors: readonly ProblemField[];
  /** Seconds to wait before the next try, where the server says so. */
  readonly retryAfter: number | undefined;

  constructor(response: Pick<Response, 'status' | 'statusText' | 'headers'>, body: unknown) {
    const problem: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
    const title = typeof problem['title'] === 'string' ? problem['title'] : response.statusText;
    super(typeof problem['detail'] === 'string' ? problem['detail'] : title);
    this.status = response.status;
    this.type =
      typeof problem['type'] === 'string' ? (problem['type'].split('/').at(-1) ?? 'unknown') : 'unknown';
    this.title = title;
    this.errors = Array.isArray(problem['errors']) ? problem['errors'] : [];
    const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
    this.retryAfter = Number.isFinite(wait) ? wait : undefined;
  }
}
