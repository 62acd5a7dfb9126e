/** Every rule, by group and code. The order is that of `kalint rules`. */
import { badEscape } from "./catalogue/bad-escape.ts";
import { deprecatedDirective } from "./catalogue/deprecated-directive.ts";
import { duplicateDirective } from "./catalogue/duplicate-directive.ts";
import { invalidValue } from "./catalogue/invalid-value.ts";
import { misplacedDirective } from "./catalogue/misplaced-directive.ts";
import { missingArgument } from "./catalogue/missing-argument.ts";
import { missingBlock } from "./catalogue/missing-block.ts";
import { missingBrace } from "./catalogue/missing-brace.ts";
import { missingNewline } from "./catalogue/missing-newline.ts";
import { missingTerminator } from "./catalogue/missing-terminator.ts";
import { strayBrace } from "./catalogue/stray-brace.ts";
import { surplusArgument } from "./catalogue/surplus-argument.ts";
import { unavailableDirective } from "./catalogue/unavailable-directive.ts";
import { unclosedBlock } from "./catalogue/unclosed-block.ts";
import { unclosedQuote } from "./catalogue/unclosed-quote.ts";
import { unexpectedBlock } from "./catalogue/unexpected-block.ts";
import { unexpectedToken } from "./catalogue/unexpected-token.ts";
import { unknownDirective } from "./catalogue/unknown-directive.ts";
import { unknownValue } from "./catalogue/unknown-value.ts";
import { valueOutOfRange } from "./catalogue/value-out-of-range.ts";
import type { Rule } from "./rule.ts";

export const allRules: readonly Rule[] = [
  // catalogue
  unknownDirective,
  misplacedDirective,
  missingArgument,
  surplusArgument,
  invalidValue,
  valueOutOfRange,
  unknownValue,
  duplicateDirective,
  unavailableDirective,
  deprecatedDirective,
  missingBlock,
  unexpectedBlock,
  unclosedBlock,
  unclosedQuote,
  strayBrace,
  missingTerminator,
  missingBrace,
  unexpectedToken,
  missingNewline,
  badEscape,
  // keepalived
  // nginx
  // haproxy
  // cluster
  // stack
];
