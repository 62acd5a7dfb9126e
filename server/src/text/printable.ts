/** Text of a file or a system made fit for a terminal or a picture: control and direction marks can not hide or move anything. */

/** Characters that would act on the terminal, each as one visible mark. Tabs stay. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.replace(/[\0-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "\ufffd");
}

/** The same for one line: tabs are blanks. */
export function oneLine(text: string): string {
  return printable(text).replaceAll("\t", " ");
}
