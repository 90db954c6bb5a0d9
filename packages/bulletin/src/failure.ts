/** Why there is no bulletin. */
export interface BulletinFailure {
  readonly why: 'not-found' | 'no-data';
  readonly message: string;
}

export const failure = (why: BulletinFailure['why'], message: string): BulletinFailure => ({ why, message });

export const isFailure = (answer: object): answer is BulletinFailure => 'why' in answer;
