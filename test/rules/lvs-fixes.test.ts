import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/text/edit.ts";
import { lintText } from "../support/lint-text.ts";

/** The text after the first fix of the first finding of a rule. */
function fixed(rule: string, text: string): string | undefined {
  const [fix] = lintText("keepalived", text, { only: [rule] })[0]?.fixes ?? [];
  return fix === undefined ? undefined : applyEdits(text, fix.edits);
}

describe("fixes of virtual servers", () => {
  it("move a flag below its scheduler", () => {
    const text = "virtual_server 10.0.0.1 80 {\n    sh-port\n    lb_algo sh # hash\n    protocol TCP\n}\n";
    expect(fixed("scheduler-flag-ignored", text)).toBe(
      "virtual_server 10.0.0.1 80 {\n    lb_algo sh # hash\n    sh-port\n    protocol TCP\n}\n",
    );
  });

  it("move a setting below its sorry server", () => {
    const text =
      "virtual_server 10.0.0.1 80 {\n    sorry_server_lvs_method DR\n    quorum 1\n    sorry_server 10.0.0.9\n}\n";
    expect(fixed("sorry-setting-above-server", text)).toBe(
      "virtual_server 10.0.0.1 80 {\n    quorum 1\n    sorry_server 10.0.0.9\n    sorry_server_lvs_method DR\n}\n",
    );
  });

  it("leave a line alone that has a comment behind it", () => {
    const text = "virtual_server 10.0.0.1 80 {\n    sh-port # hash the port\n    lb_algo sh\n}\n";
    expect(lintText("keepalived", text, { only: ["scheduler-flag-ignored"] })).toHaveLength(1);
    expect(fixed("scheduler-flag-ignored", text)).toBeUndefined();
  });

  it("write the netmask of a prefix length", () => {
    const text =
      "virtual_server 10.0.0.1 80 {\n    persistence_granularity 20\n    real_server 10.0.0.2 80 {\n    }\n}\n";
    expect(fixed("odd-persistence-mask", text)).toBe(text.replace("20", "255.255.240.0"));
  });
});
