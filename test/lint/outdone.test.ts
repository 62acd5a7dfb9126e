import { describe, expect, it } from "vitest";
import { lintText } from "../support/lint-text.ts";

function namesIn(...lines: readonly string[]): string[] {
  const rest = "interface eth0\nvirtual_router_id 51\nvirtual_ipaddress {\n10.0.0.100/24\n}";
  const text = `vrrp_instance VI_1 {\n${lines.join("\n")}\n${rest}\n}\n`;
  return lintText("keepalived", text).map((finding) => finding.rule.name);
}

describe("one mistake that two rules see", () => {
  it("is said once, by the one that knows more, though the other calls it harmless", () => {
    expect(namesIn("authentication {\nauth_type PASS\nauth_type Xy12Zq\n}")).toEqual([
      "auth-type-is-password",
    ]);
    expect(namesIn("version 2", "version 3")).toEqual(["ignored-version"]);
    expect(namesIn("priority 100", "state MASTER", "state BACKUP")).toEqual(["ignored-state"]);
  });

  it("is said by the other where the one that knows more has nothing to say", () => {
    expect(namesIn("version 3", "version 3")).toEqual(["duplicate-directive"]);
  });
});
