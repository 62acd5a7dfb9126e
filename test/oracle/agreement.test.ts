import { describe, expect, it } from "vitest";
import { dialects } from "../../server/src/dialects/all.ts";
import { shared } from "../support/shared.ts";
import { type Agreement, agreement, agreementTable } from "./agreement.ts";

const corpora = dialects.flatMap(({ id }) => {
  const folder = shared(`corpus/${id}`, `agreement with the recorded verdicts of ${id}`);
  return folder === undefined ? [] : [{ id, folder }];
});

describe.skipIf(corpora.length < dialects.length)(
  "agreement with the recorded verdicts of the daemons",
  () => {
    const rows = new Map<string, Agreement[]>();

    it.each(corpora)(
      "rejects no $id file that the daemon accepts, and misses at most 30 % of those it rejects",
      ({ id, folder }) => {
        const found = agreement(id, folder);
        rows.set(id, found);
        console.log(agreementTable(found));
        for (const row of found) {
          expect(row.falseRejects, `false rejects of ${row.version}`).toEqual([]);
          expect(row.accepted + row.rejected).toBeGreaterThan(50);
          expect(
            row.missedRejects.length / row.rejected,
            `missed rejects of ${row.version}`,
          ).toBeLessThanOrEqual(0.3);
        }
      },
    );

    it("is what docs/agreement.md says (update it with `npm run test:oracle -- -u`)", async () => {
      await expect(page([...rows.values()].flat())).toMatchFileSnapshot("../../docs/agreement.md");
    });
  },
);

function page(rows: readonly Agreement[]): string {
  return `# Agreement with the daemons

Over 700 real configuration files were given to three versions of each daemon, the environment made up around them,
and the verdicts recorded. This table compares them with what kalint says without the daemon. \`npm run test:oracle\`
prints it and fails where it is not what this page says.

- A **false reject** is a file that the daemon accepts and kalint has a finding with \`daemon: "reject"\` on.
- A **missed reject** is a file that the daemon refuses and kalint has no such finding on.
- **Right line**: of the files that both refuse, with a line named by the daemon, those where a finding is on that line.

What depends on the host (interfaces, files, users, name resolution) is left out on both sides. For keepalived every
message of \`-t\` counts as a refusal, but for the script-security complaint, which is judged on its own.

${agreementTable(rows)}
`;
}
