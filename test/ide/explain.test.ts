import { describe, expect, it } from "vitest";
import { explain } from "../../server/src/ide/explain.ts";

describe("explain", () => {
  it.each([
    ["keepalived/vrrp_instance/nopreempt", "keepalived/vrrp_instance/nopreempt"],
    ["nopreempt", "keepalived/vrrp_instance/nopreempt"],
    ["vrrp_instance", "keepalived/vrrp_instance"],
    ["keepalived/virtual_server/real_server/weight", "keepalived/virtual_server/real_server/weight"],
    ["keepalived/vrrp_instance/virtual_ipaddress/dev", "keepalived/virtual_ipaddress-option/dev"],
    ["nginx/upstream/server/weight", "nginx/server-option/weight"],
    ["haproxy/defaults/timeout connect", "haproxy/defaults/timeout connect"],
    ["haproxy/backend/server/check", "haproxy/server-option/check"],
  ])("finds %s", (path, full) => {
    expect(explain(path, "en").map((found) => found.path)).toEqual([full]);
  });

  it("gives all that a short path may mean, each with a path of its own", () => {
    const paths = explain("weight", "en").map((found) => found.path);
    expect(paths).toContain("keepalived/vrrp_script/weight");
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(explain(path, "en").map((found) => found.path)).toContain(path);
  });

  it.each([
    ["$host", "nginx/variable/host", "Name of the site"],
    ["nginx/$arg_page", "nginx/variable/arg_page", "Value of the query argument"],
    ["variable/status", "nginx/variable/status", "`ngx_http_core_module`, `ngx_stream_core_module`"],
  ])("explains the variable %s", (path, full, text) => {
    const [found, ...others] = explain(path, "en");
    expect(others).toEqual([]);
    expect(found?.path).toBe(full);
    expect(found?.markdown).toContain(text);
  });

  it("knows nothing of what does not stand there", () => {
    expect(explain("keepalived/vrrp_script/nopreempt", "en")).toEqual([]);
    expect(explain("", "en")).toEqual([]);
    expect(explain("/", "en")).toEqual([]);
  });
});
