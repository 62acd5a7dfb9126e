/** Commands as keepalived splits them, and how they are given to a shell so that 2.2 and 2.3 read them alike. */
import { describe, expect, it } from "vitest";
import {
  plainCommand,
  shellScript,
  shellSyntax,
  splitCommand,
  wrappedCommand,
} from "../../../server/src/dialects/keepalived/command-line.ts";

describe("what only a shell understands", () => {
  it.each([
    ["killall -0 nginx && exit 0 || exit 1", "operator &&"],
    ["pidof nginx | wc -l", "operator |"],
    ["pidof nginx; true", "operator ;"],
    ["/x.sh &", "operator &"],
    ["</dev/tcp/127.0.0.1/80", "operator </dev/tcp/127.0.0.1/80"],
    ["pidof nginx 2>/dev/null", "operator 2>/dev/null"],
    ["pidof nginx>/dev/null", "operator >/dev/null"],
    ["test -n `pidof nginx`", "operator `"],
    ['test -n "$(pidof nginx)"', "operator $("],
    ["ls /run/*.pid", "glob /run/*.pid"],
    ["[[ -f /x ]]", "builtin [["],
    ["exit 0", "builtin exit"],
    ["(exit 1)", "builtin ("],
    ["A=1 /x.sh", "assignment A=1"],
    ["~/x.sh", "home ~/x.sh"],
    ["/usr/bin/sh -c 'pidof nginx' || exit 1", "operator ||"],
    ["bash /x.sh > /tmp/log", "operator >"],
  ])("%s: %s", (command, expected) => {
    const found = shellSyntax(splitCommand(command));
    expect(`${found?.kind} ${found?.text}`).toBe(expected);
  });

  it.each([
    "/usr/bin/pidof nginx",
    "[ -f /x ]",
    "test -f /x",
    "curl -fs http://127.0.0.1/?a=1&b=2",
    "curl 'http://127.0.0.1/?a=1;b=2'",
    "pgrep -f nginx|haproxy",
    "/usr/bin/sh -c 'pidof nginx > /dev/null || exit 1'",
    "/usr/bin/env bash -c 'a && b'",
    "timeout 3 sh -c 'a | b'",
    "grep -q '>' /x",
    "ping -c 1 <IPADDR>",
  ])("%s: nothing", (command) => {
    expect(shellSyntax(splitCommand(command))).toBeUndefined();
  });

  it("what a shell is given is its own", () => {
    expect(shellScript(splitCommand("/usr/bin/sh -c 'pidof nginx || true'"))).toBe("pidof nginx || true");
    expect(shellScript(splitCommand("/usr/bin/sh /x.sh"))).toBeUndefined();
  });
});

describe("the plain command", () => {
  it.each([
    ["killall -0 nginx && exit 0 || exit 1", "killall -0 nginx"],
    ["killall -0 nginx || exit 1", "killall -0 nginx"],
    ["killall -0 nginx && exit 0;", "killall -0 nginx"],
    ["/bin/pidof nginx > /dev/null 2>&1", "/bin/pidof nginx"],
    ["pidof nginx >/dev/null 2>&1 || exit 1", "pidof nginx"],
    ["pidof nginx &> /dev/null && exit 0 || exit 2", "pidof nginx"],
    ["pidof nginx 2>/dev/null", "pidof nginx"],
  ])("of %s", (command, plain) => {
    expect(plainCommand(command)).toBe(plain);
  });

  it.each([
    "a && b || exit 1",
    "[[ -f /x ]] && exit 1 || exit 0",
    "[ -f /x ] && exit 1",
    "pidof nginx",
    "pidof nginx > /tmp/pids",
    "pidof nginx || exit 0",
    "exit 0",
  ])("there is none of %s", (command) => {
    expect(plainCommand(command)).toBeUndefined();
  });
});

describe("the command given to a shell", () => {
  it.each([
    ["a && b", "\"/usr/bin/sh -c 'a && b'\""],
    ["[[ -f /x ]] && exit 1", "\"/usr/bin/bash -c '[[ -f /x ]] && exit 1'\""],
    ['a "b c" | d', String.raw`"/usr/bin/sh -c 'a \"b c\" | d'"`],
    [String.raw`a \"b c\" | d`, String.raw`"/usr/bin/sh -c 'a \"b c\" | d'"`],
    ["a 'b c' | d", String.raw`'/usr/bin/sh -c "a \'b c\' | d"'`],
  ])("%s", (command, wrapped) => {
    expect(wrappedCommand(command)).toBe(wrapped);
  });

  it.each([`a "b" 'c' | d`, String.raw`grep a\.b /x | d`])("there is none for %s", (command) => {
    expect(wrappedCommand(command)).toBeUndefined();
  });
});
