import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { dialects } from "../../server/src/dialects/all.ts";
import { realClusters } from "../support/cluster-corpus.ts";
import { repository, shared } from "../support/shared.ts";
import { type Agreement, agreement, agreementTable, lineTable } from "./agreement.ts";
import { reviewClusters, reviewTable } from "./cluster-review.ts";
import { lintTable, type Review, reviewLints, shareOfRight } from "./lint-review.ts";

/** Where files of a dialect lie beside its own folder. */
const further: Readonly<Record<string, readonly string[]>> = { keepalived: ["keepalived-clusters", "seeds"] };

/** At most so many of the refused files may be missed. */
const mayMiss: Readonly<Record<string, number>> = { keepalived: 0.02, nginx: 0.03, haproxy: 0.03 };

const corpora = dialects.flatMap(({ id }) => {
  const folders = [id, ...(further[id] ?? [])].flatMap(
    (name) => shared(`corpus/${name}`, `agreement with the recorded verdicts of ${id}`) ?? [],
  );
  return folders.length === 0 ? [] : [{ id, folders }];
});

const clusters = realClusters("the review of real clusters");

describe.skipIf(corpora.length < dialects.length)(
  "agreement with the recorded verdicts of the daemons",
  () => {
    const rows = new Map<string, Agreement[]>();
    const reviews: Review[] = [];

    it.each(corpora)(
      "rejects no $id file that the daemon accepts, and misses few of those it rejects",
      ({ id, folders }) => {
        const found = agreement(id, folders);
        rows.set(id, found);
        console.log(agreementTable(found));
        for (const row of found) {
          expect(row.falseRejects, `false rejects of ${row.version}`).toEqual([]);
          expect(row.accepted + row.rejected).toBeGreaterThan(50);
          expect(
            row.missedRejects.length / row.rejected,
            `missed rejects of ${row.version}: ${row.missedRejects.map((d) => d.file).join(", ")}`,
          ).toBeLessThanOrEqual(mayMiss[id] ?? 0.3);
          expect(row.rightLine / row.withLine, `right lines of ${row.version}`).toBeGreaterThanOrEqual(0.97);
        }
      },
    );

    it("finds the lines that keepalived complains about, and refuses hardly anything else", () => {
      const found = rows.get("keepalived") ?? [];
      console.log(lineTable(found));
      expect(found.length).toBeGreaterThan(0);
      for (const { version, lines } of found) {
        const examples = `${version}:\n${lines.examples.join("\n")}`;
        expect(lines.ownFound / lines.ownNamed, examples).toBeGreaterThanOrEqual(0.98);
        expect(lines.unbacked / lines.judged, examples).toBeLessThanOrEqual(0.005);
      }
    });

    it("finds nothing between the nodes of real clusters that a person has not read and called right", () => {
      const found = reviewClusters(clusters ?? []);
      const unread = found.flatMap(({ set, findings }) =>
        findings
          .filter(({ judgement }) => judgement?.startsWith("right") !== true)
          .map(({ rule }) => `${set} ${rule}`),
      );
      expect(found.length).toBeGreaterThan(40);
      expect(unread).toEqual([]);
    });

    it.each([{ id: "nginx" }, { id: "haproxy" }] as const)(
      "finds in accepted $id files nothing that has not been judged, and hardly anything wrong",
      ({ id }) => {
        const review = reviewLints(id, corpora.find((corpus) => corpus.id === id)?.folders ?? []);
        reviews.push(review);
        expect(review.files).toBeGreaterThanOrEqual(100);
        expect(review.rules.flatMap(({ rule, unread }) => unread.map((at) => `${rule} ${at}`))).toEqual([]);
        expect(shareOfRight(review)).toBeGreaterThanOrEqual(0.95);
      },
    );

    it("is what docs/agreement.md says (update it with `npm run test:oracle -- -u`)", async () => {
      await expect(page(rows, reviews)).toMatchFileSnapshot("../../docs/agreement.md");
    });
  },
);

/** What stands above the tables and below them, written by hand: the tables go in at their marks. */
function page(rows: ReadonlyMap<string, readonly Agreement[]>, reviews: readonly Review[]): string {
  const text = readFileSync(path.join(repository, "test/oracle/agreement-page.md"), "utf8");
  return text
    .replace("TABLE OF FILES", agreementTable([...rows.values()].flat()))
    .replace("TABLE OF LINES", lineTable(rows.get("keepalived") ?? []))
    .replace("TABLE OF CLUSTERS", reviewTable(reviewClusters(clusters ?? [])))
    .replace("TABLE OF LINTS", lintTable(reviews));
}
