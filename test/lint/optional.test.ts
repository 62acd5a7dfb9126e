import { describe, expect, it } from "vitest";
import { lintText } from "../support/lint-text.ts";

const text =
  "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    virtual_ipaddress {\n        192.0.2.10\n    }\n}\n";
const found = (options: Parameters<typeof lintText>[2]) =>
  lintText("keepalived", text, options)
    .filter(({ rule }) => rule.name === "single-node")
    .map(({ severity }) => severity);

describe("a rule that is a matter of opinion", () => {
  it("is silent", () => {
    expect(found({})).toEqual([]);
  });

  it("speaks where it is given a severity, by its name or its code", () => {
    expect(found({ severities: { "single-node": "warning" } })).toEqual(["warning"]);
    expect(found({ severities: { CL138: "hint" } })).toEqual(["hint"]);
  });

  it("speaks where only it is asked for", () => {
    expect(found({ only: ["single-node"] })).toEqual(["info"]);
  });

  it("can still be switched off", () => {
    expect(found({ severities: { "single-node": "off" } })).toEqual([]);
  });
});
