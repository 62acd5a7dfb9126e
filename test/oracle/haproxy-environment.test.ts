/**
 * Variables of the environment in a haproxy.cfg, with what each version makes of them; where the daemon is installed,
 * it is asked again. What only the environment decides has a text in front of it here, so that no word is empty.
 */
import { describe, expect, it } from "vitest";
import { daemonVerdict, installedTarget } from "../support/daemons.ts";
import { refusalsOf } from "./refusals.ts";

type Versions = readonly string[];
const none: Versions = [];
const all: Versions = ["2.6", "3.0", "3.2"];
const newer: Versions = ["3.0", "3.2"];

/** A line of a frontend, and the versions that refuse it. */
const lines: readonly (readonly [line: string, refused: Versions])[] = [
  ...words(none, '"x$X"', '"x${X}"', '"x${X-def}"', '"x${X-}"', '"x${X-a b}"', '"x${X-a}b}"', '"x${X-${Y}}"'),
  ...words(none, '"x${X[*]}"', '"x${X[*]-a b}"', '"x$X[*]"', '"x$X-y"', '"x$X.y"', '"x${_}"', '"x${X-é}"'),
  ...words(none, '"x${.LINE}"', '"x${.FILE}"', '"x${.SECTION}"', '"x$.LINE"', '"x$.SECTION.x"', '"x${X-#}"'),
  ...words(none, "'x$X'", "'x${X'", "'x$'", '"x\\$X"', '"x\\${X"', "x$X", "x${X", "x$", "x$1", '"${X-d}"'),
  ...words(all, '"x${X:-def}"', '"x${X+y}"', '"x${X=y}"', '"x${X?y}"', '"x${#X}"', '"x${!X}"', '"x${X.y}"'),
  ...words(
    all,
    '"x${}"',
    '"x$"',
    '"x$ "',
    '"x$1"',
    '"x${1}"',
    '"x$-"',
    '"x$$"',
    '"x$(X)"',
    '"x^/a$"',
    '"x$é"',
  ),
  ...words(all, '"x${X"', '"x${X[*}"', '"x${X[1]}"', '"x${X[]}"', '"x${X[*]x}"', '"x${X }"', '"x${ X}"'),
  ...words(all, '"x${.NOPE}"', '"x$.NOPE"', '"x$.LINEx"', '"x${.}"', '"x$."', '"x${X\'}"'),
  ["bind :8${X}", none],
  ["bind 127.0.0.1:8$X,:8$Y", none],
  ["bind '127.0.0.1:8${X}'", none],
  ['bind "127.0.0.1:${X-81}"', none],
  ["bind *:${X:-81}", all],
  ["bind /tmp/${X-y}/a.sock", none],
  ["log 127.0.0.1:${X:-514} local0", all],
  ["\nbackend c\n server s 127.0.0.1:8$X", none],
  ["\nbackend c\n server s 127.0.0.1:${X-81}", newer],
  ['\nbackend c\n server s "127.0.0.1:${X-81}"', none],
  ...globals(
    none,
    "setenv X y",
    "presetenv X y",
    "unsetenv X",
    "unsetenv X Y Z",
    "resetenv",
    "resetenv A=B C",
  ),
  ...globals(
    none,
    "setenv 1X y",
    "setenv X/Y é",
    "setenv X a=b",
    "presetenv .X y",
    "setenv HAPROXY_VERSION x",
  ),
  ...globals(
    all,
    "setenv X",
    "setenv A=B c",
    "setenv = x",
    "presetenv A= c",
    "presetenv X",
    "unsetenv",
    "unsetenv A B=",
  ),
  ...globals(all, 'setenv "" x', 'setenv X ""', "no setenv X y"),
  ...globals(newer, "setenv X a b", "presetenv X a b"),
  ["setenv X y", all],
];

const installed = installedTarget("haproxy", "variables of the environment on the real haproxy");

describe.each(lines)("%s", (line, refused) => {
  const text = file(line);

  it.each(all)("is judged as %s does", (target) => {
    const found = refusalsOf("haproxy", text, target).map((f) => `${f.rule.name}: ${f.message.id}`);
    expect(found.length > 0, found.join(", ")).toBe(refused.includes(target));
  });

  it.skipIf(installed === undefined)("is judged so by the one installed", () => {
    const { rejects, says } = daemonVerdict("haproxy", text);
    expect(rejects, says).toBe(refused.includes(installed ?? ""));
  });
});

function words(refused: Versions, ...all: readonly string[]): (readonly [string, Versions])[] {
  return all.map((word) => [`description ${word}`, refused]);
}

function globals(refused: Versions, ...all: readonly string[]): (readonly [string, Versions])[] {
  return all.map((line) => [`\nglobal\n ${line}`, refused]);
}

function file(line: string): string {
  return `defaults
 mode http
 timeout client 5s
 timeout server 5s
 timeout connect 5s
frontend f
 bind :8080
 ${line}
`;
}
