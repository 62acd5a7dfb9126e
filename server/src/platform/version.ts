/** The version of the package, put in by the build. */
declare const KALINT_VERSION: string;

export const version: string = KALINT_VERSION;
