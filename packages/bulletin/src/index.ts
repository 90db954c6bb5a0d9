export type { Document } from './blocks.ts';
export * from './bulletin.ts';
export { type BulletinEdition, bulletinDocument } from './document.ts';
export { type BulletinFailure, isFailure } from './failure.ts';
export { htmlOf } from './html.ts';
export { markdownOf } from './markdown.ts';
export * from './parts.ts';
export { type BulletinPeriod, FORM, type NamedPeriod, namedPeriod } from './period.ts';
export { LANGUAGES, type Language } from './wording.ts';
