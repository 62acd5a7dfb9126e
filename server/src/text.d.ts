/** Markdown is imported as its text: the bundler and the test runner both hand it over as a string. */
declare module "*.md" {
  const text: string;
  export default text;
}

/** The pages of all rules by `group/name`, collected by the bundler and the test runner (rule-pages.mjs). */
declare module "kalint:rule-pages" {
  const pages: Readonly<Record<string, string>>;
  export default pages;
}
