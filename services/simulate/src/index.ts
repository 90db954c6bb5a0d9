export * from './course.ts';
export * from './fleet.ts';
