import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/text/edit.ts";
import { defaultConfig } from "../../server/src/workspace/config.ts";
import { expectAgreement } from "../oracle/expect-agreement.ts";
import { refusalsOf } from "../oracle/refusals.ts";
import { installedTarget } from "../support/daemons.ts";
import { lintTexts } from "../support/lint-text.ts";

const head =
  "defaults\n    mode http\n    timeout connect 5s\n    timeout client 30s\n    timeout server 30s\n\n";

function inProxy(line: string): string {
  return `${head}listen a\n    bind :80\n${line === "" ? "" : `    ${line}\n`}    server s 192.0.2.1:80\n`;
}

function inGlobal(line: string): string {
  return `global\n${line === "" ? "" : `    ${line}\n`}    maxconn 100\n\n${head}`;
}

/** Lines of former releases and what is offered in their place; safe where it means the same. */
const safe: readonly (readonly [string, string])[] = [
  ["clitimeout 50000", "timeout client 50000"],
  ["contimeout 5s", "timeout connect 5s"],
  ["srvtimeout 5s", "timeout server 5s"],
  ["redispatch", "option redispatch"],
  ["option forceclose", "option httpclose"],
  ["no option forceclose", "no option httpclose"],
  ["transparent", "option transparent"],
  ["block if { path /x }", "http-request deny if { path /x }"],
  ["reqadd X-Proto:\\ https", "http-request add-header X-Proto https"],
  ["reqadd X-Proto:\\ https if { ssl_fc }", "http-request add-header X-Proto https if { ssl_fc }"],
  ['rspadd "X-Left: 10% of #1"', "http-response add-header X-Left '10%% of #1'"],
  [`rspadd "X-Whose: it's"`, `http-response add-header X-Whose "it's"`],
  ["reqidel ^X-Forwarded-For:.*", "http-request del-header X-Forwarded-For"],
  ["rspdel ^Server: unless { src 10.0.0.0/8 }", "http-response del-header Server unless { src 10.0.0.0/8 }"],
  ["reqideny . if { path /x }", "http-request deny if { path /x }"],
  ["bind-process 1", ""],
];

const unsafe: readonly (readonly [string, string])[] = [
  ["reqrep ^([^\\ :]*)\\ /webcam/(.*) \\1\\ /\\2", "http-request replace-path ^/webcam/(.*) /\\1"],
  ["reqirep ^Host: Host:\\ www.example.com", "http-request replace-header Host .* www.example.com"],
  [
    "rspirep ^Location:\\ http://(.*) Location:\\ https://\\1 if { ssl_fc }",
    "http-response replace-header Location ^http://(.*) https://\\1 if { ssl_fc }",
  ],
  ["monitor-net 10.0.0.0/8", "http-request return status 200 if { src 10.0.0.0/8 }"],
  ["mode health", "mode http\n    http-request return status 200"],
  ["option http-tunnel", ""],
];

/** More than one thing may be meant, or the value is not known. */
const left = [
  "reqrep ^GET\\ /old POST\\ /new",
  "reqirep ^Host:\\ (.*) X-Host:\\ \\1",
  "reqdel ^X-.*",
  "reqdeny ^GET\\ /private",
  'reqadd "X-Proto: ${PROTO}"',
  "rspdeny .",
  "appsession JSESSIONID len 52 timeout 3h",
];

describe("lines of former releases", () => {
  it.each(safe)("%s is %s", (old, now) => {
    expect(rewritten(inProxy(old))).toEqual(["safe", inProxy(now)]);
  });

  it.each(unsafe)("%s is probably %s", (old, now) => {
    expect(rewritten(inProxy(old))).toEqual(["unsafe", inProxy(now)]);
  });

  it.each(left)("%s is left to its author", (old) => {
    expect(rewritten(inProxy(old))).toBeUndefined();
  });

  it.each([
    ["safe", "nbproc 1", ""],
    ["unsafe", "nbproc 4", "nbthread 4"],
    ["safe", "tune.chksize 16384", ""],
  ])("%s: %s in global is %s", (safety, old, now) => {
    expect(rewritten(inGlobal(old))).toEqual([safety, inGlobal(now)]);
  });

  it("leaves nbproc alone where nbthread is written too", () => {
    expect(rewritten(inGlobal("nbproc 4\n    nbthread 2"))).toBeUndefined();
  });

  it("takes the processes out of `process` and keeps the threads", () => {
    expect(rewritten(inProxy("bind :81 process 1/2-3"))?.[1]).toBe(inProxy("bind :81 thread 2-3"));
    expect(rewritten(inProxy("bind :81 process 2 mss 1400"))?.[1]).toBe(inProxy("bind :81 mss 1400"));
  });

  it("renames what the target has under another name, and not what it lacks in that section", () => {
    const lenient = "option accept-invalid-http-request";
    expect(rewritten(inProxy(lenient))?.[1]).toBe(inProxy("option accept-unsafe-violations-in-http-request"));
    expect(rewritten(inProxy(lenient), "3.0")).toBeUndefined();
    expect(rewritten(`${head}backend b\n    ${lenient}\n    server s 192.0.2.1:80\n`)).toBeUndefined();
    expect(rewritten(inProxy("http-request set-mark 1"), "3.0")?.[1]).toBe(
      inProxy("http-request set-fc-mark 1"),
    );
  });
});

const target = installedTarget("haproxy", "rewritten lines on the real haproxy");

describe("the installed haproxy", () => {
  it.skipIf(target === undefined).each([...safe, ...unsafe])("takes what %s has become: %s", (_, now) => {
    const text = inProxy(now);
    expect(refusalsOf("haproxy", text, target)).toEqual([]);
    expectAgreement("haproxy", text, target);
  });
});

/** Safety and result of the first fix that the two rules offer. */
function rewritten(text: string, target = "3.2"): readonly [string, string] | undefined {
  const config = { ...defaultConfig, targets: { haproxy: target } };
  const [fix] = ["unavailable-directive", "deprecated-directive"].flatMap(
    (only) => lintTexts([{ path: "/haproxy.cfg", text }], { only: [only] }, config)[0]?.fixes ?? [],
  );
  return fix === undefined ? undefined : [fix.safety, applyEdits(text, fix.edits)];
}
