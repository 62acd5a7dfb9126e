import { it } from "vitest";
import { formatEdits, unformattable } from "../../server/src/ide/format.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { unmarked } from "./support.ts";
it("x", () => {
  const t = "state BACKUP\n@a $X=1 \\\nvrrp_instance V {virtual_ipaddress # c\n{}vrrp_instance V {vrrp_instance V {$X=1 \\\n}}vrrp_instance V {# c\n}vrrp_instance V {\n~SEQ(I, 2) xvirtual_ipaddress # c\n{\n\ttrack_interface\t{}}}}";
  const f = unmarked("keepalived", t);
  console.log(t); console.log(f.tree.problems, f.checked.problems, unformattable(f));
  const a = applyEdits(t, formatEdits(f));
  console.log(a);
  const g = unmarked("keepalived", a);
  console.log(g.tree.problems, g.checked.problems);
});
