/** The stable types of RFC 9457 problems: what a client may rely on. */
export const PROBLEMS = {
  'bad-request': { status: 400, title: 'The request is not what this call takes' },
  'bad-time': { status: 400, title: 'A time is missing, malformed or out of order' },
  'bad-cursor': { status: 400, title: 'The cursor is not one of this list' },
  'unknown-edition': { status: 400, title: 'No such edition or method' },
  'not-available': { status: 400, title: 'This figure is not available' },
  unauthorized: { status: 401, title: 'A valid API key is required' },
  forbidden: { status: 403, title: 'The key may not do this' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'no-data': { status: 404, title: 'There are no data for this yet' },
  'method-not-allowed': { status: 405, title: 'This path does not take that method' },
  'not-acceptable': { status: 406, title: 'This call has no answer of the type asked for' },
  'request-timeout': { status: 408, title: 'The request did not come to an end' },
  conflict: { status: 409, title: 'It is there already' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'uri-too-long': { status: 414, title: 'Path and query are too long' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json' },
  'too-many-requests': { status: 429, title: 'Too many requests of this key' },
  'too-many-under-way': { status: 429, title: 'Too much of this key is under way' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'internal-error': { status: 500, title: 'An error on our side' },
  unavailable: { status: 503, title: 'Not ready, try again later' },
} as const;

export type ProblemType = keyof typeof PROBLEMS;

/** The stable name of a type of problem. */
export const typeUri = (type: string): string => `https://lanbi.dev/problems/${type}`;

/** Thrown in routes; becomes `application/problem+json`. */
export class Problem extends Error {
  readonly type: ProblemType;
  readonly errors: readonly { readonly field: string; readonly message: string }[];

  constructor(type: ProblemType, detail: string, errors: Problem['errors'] = []) {
    super(detail);
    this.type = type;
    this.errors = errors;
  }

  /** What is wrong with single fields of a request. */
  static of(errors: Problem['errors']): Problem {
    return new Problem(
      'bad-request',
      errors.map(({ field, message }) => `${field}: ${message}`).join('; '),
      errors,
    );
  }

  get status(): number {
    return PROBLEMS[this.type].status;
  }

  body(instance: string, requestId?: string): object {
    const { status, title } = PROBLEMS[this.type];
    const type = typeUri(this.type);
    return {
      type,
      title,
      status,
      detail: this.message,
      instance,
      ...(requestId !== undefined && { requestId }),
      ...(this.errors.length && { errors: this.errors }),
    };
  }
}
