/** Types of rule-pages.mjs, which the bundler and the test runner share. */
export const rulePagesId: string;
export function rulePagesModule(): string;
