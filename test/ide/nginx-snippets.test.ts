/** The blocks that completion writes for nginx: kalint and the daemon find nothing wrong with them. */
import { describe, expect, it } from "vitest";
import { completionsAt } from "../../server/src/ide/completion.ts";
import { daemonVerdict, installedTarget } from "../support/daemons.ts";
import { lintText } from "../support/lint-text.ts";
import { marked, withCompletion } from "./support.ts";

const installed = installedTarget("nginx", "new blocks before the daemon");

const http = (body: string) => `events {\n}\nhttp {\n${body}\n}\n`;
const written = (text: string, label: string) => withCompletion("nginx", text, label, "1.30");

describe("new blocks of nginx", () => {
  it("serve files where there is no upstream", () => {
    expect(written(http("$0"), "server")).toBe(
      http("server {\n\tlisten 80;\n\tserver_name example.com;\n\troot /srv/www;\n}"),
    );
  });

  it("pass on to an upstream that is there, and give new ones a name that is free", () => {
    const first = written(http("$0"), "upstream");
    expect(first).toContain("upstream app {");
    const second = written(first.replace(/\n}\n$/, "\n$0\n}\n"), "upstream");
    expect(second).toContain("upstream app2 {");
    const whole = written(second.replace(/\n}\n$/, "\n$0\n}\n"), "server");
    expect(whole).toContain("\t\tproxy_pass http://app;\n\t\tproxy_set_header Host $host;\n");
    const serious = lintText("nginx", whole).filter(({ severity }) => severity !== "hint");
    expect(serious.map(({ code }) => code)).toEqual([]);
    if (installed !== undefined) expect(daemonVerdict("nginx", whole).rejects).toBe(false);
  });

  it("are locations that pass on where there is an upstream, else they are empty", () => {
    const location = "location / {\n\tproxy_pass http://app;\n\tproxy_set_header Host $host;\n";
    const whole = written(http("upstream app {\n\tserver 192.0.2.11;\n}\nserver {\n$0\n}"), "location");
    expect(whole).toContain(location);
    expect(lintText("nginx", whole).map(({ code }) => code)).toEqual([]);
    if (installed !== undefined) expect(daemonVerdict("nginx", whole).rejects).toBe(false);
    expect(written(http("server {\n$0\n}"), "location")).not.toContain("proxy_pass");
    const inside = http("upstream app {\n\tserver 192.0.2.11;\n}\nserver {\nlocation /a {\n$0\n}\n}");
    expect(written(inside, "location")).not.toContain("proxy_pass");
  });

  it("know what stands in stream", () => {
    const one = written("events {\n}\nstream {\n$0\n}\n", "upstream");
    expect(written(one.replace(/\n}\n$/, "\n$0\n}\n"), "server")).toContain(
      "server {\n\tlisten 3306;\n\tproxy_pass db;\n}",
    );
  });

  it.each([
    [http("server { $0 }"), ["listen", "server_name", "location"]],
    [http("server { location / { $0 } }"), ["proxy_pass", "proxy_set_header", "try_files"]],
    [
      "//- /n/nginx.conf\nhttp { server { include part; } }\n//- /n/part\n$0\n",
      ["listen", "server_name", "location"],
    ],
  ])("come behind what is mostly written: %s", (text, expected) => {
    const { snapshot, file, offset } = marked("nginx", text);
    const labels = completionsAt(snapshot, file, offset).map(({ label }) => label);
    expect(labels.slice(0, 3)).toEqual(expected);
  });
});
