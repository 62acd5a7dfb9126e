/** Options of list entries with many values, given to the installed daemon: kalint refuses none that it takes. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogueData } from "../../server/src/dialects/keepalived/tables.ts";
import { keepalivedSandbox } from "../support/keepalived-sandbox.ts";
import { releaseBelow, Sandbox, sandboxProblem } from "../support/sandbox.ts";
import { refusalsOf } from "./refusals.ts";

const problem = sandboxProblem(keepalivedSandbox);
if (problem !== undefined) console.warn(`SKIPPED options of entries before the daemon: ${problem}`);

const values = [
  "0",
  "255",
  "-1",
  "0x10",
  "abc",
  "10.0.0.7",
  "2001:db8::7",
  "10.0.0.7/24",
  "1/2",
  "1-5",
  "300ms",
];

/** A line of each list with a place for one more option. */
const lists: Readonly<Record<string, readonly [block: string, line: string]>> = {
  "virtual_ipaddress-option": ["virtual_ipaddress", "10.0.0.1/24 _"],
  "virtual_routes-option": ["virtual_routes", "10.1.0.0/24 dev eth0 no_track _"],
  "encap-ip-option": ["virtual_routes", "10.1.0.0/24 dev eth0 encap ip id 5 _"],
  "encap-ip6-option": ["virtual_routes", "10.1.0.0/24 dev eth0 encap ip6 id 5 _"],
  "nexthop-option": ["virtual_routes", "10.1.0.0/24 dev eth0 no_track nexthop _"],
  "virtual_rules-option": ["virtual_rules", "from 10.0.0.0/8 no_track table 100 preference 50 _"],
  "unicast_peer-option": ["unicast_peer", "10.0.0.2 _"],
  "track_interface-option": ["track_interface", "eth1 _"],
};

describe.skipIf(problem !== undefined)("options of list entries", () => {
  let sandbox: Sandbox;
  const target =
    problem === undefined ? releaseBelow(keepalivedSandbox).split(".").slice(0, 2).join(".") : "";

  beforeAll(async () => {
    sandbox = await Sandbox.open(keepalivedSandbox);
  });
  afterAll(() => sandbox?.close());

  it.each(Object.keys(lists))(
    "of %s are refused only where the daemon refuses them",
    async (scope) => {
      const lines = linesOf(scope);
      const wrong: string[] = [];
      let refused = 0;
      for (const { line, text } of lines) {
        if (refusalsOf("keepalived", text, target).length === 0) continue;
        refused++;
        const verdict = await sandbox.check(text);
        // An interface of too long a name can not be made, and is reported as one that is not there.
        if (!verdict.rejects && !verdict.crashed && verdict.host.length === 0) wrong.push(line);
      }
      expect(wrong).toEqual([]);
      expect(refused).toBeGreaterThan(0);
    },
    120_000,
  );
});

function linesOf(scope: string): { readonly line: string; readonly text: string }[] {
  const [block = "", line = ""] = lists[scope] ?? [];
  const addresses = block === "virtual_ipaddress" ? "" : "  virtual_ipaddress {\n    10.0.0.1/24\n  }\n";
  return catalogueData()
    .entries.filter((entry) => entry.in.includes(scope))
    .flatMap(({ name, args }) =>
      args === "" ? [`${name} x`] : ["", ...values].map((value) => `${name} ${value}`),
    )
    .map((option) => {
      const written = line.replace("_", option).trim();
      const head = "  interface eth0\n  virtual_router_id 51\n";
      return {
        line: written,
        text: `vrrp_instance VI_1 {\n${head}${addresses}  ${block} {\n    ${written}\n  }\n}\n`,
      };
    });
}
